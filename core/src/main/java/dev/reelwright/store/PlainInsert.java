package dev.reelwright.store;

import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/// Inserts rows past the layer for queries, whose statement by name costs more than SQLite needs to
/// store a row. For the few tables that get a row with each order and each step; the others are
/// easier to read by name.
///
/// @param sql with a question mark for each value
public record PlainInsert(String sql) {
  /// @param values in the order of the question marks: texts, whole numbers or null
  public void execute(Handle handle, @Nullable Object... values) {
    try (var statement = handle.getConnection().prepareStatement(sql)) {
      for (int at = 0; at < values.length; at++) {
        statement.setObject(at + 1, values[at]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new UnableToExecuteStatementException(e, null);
    }
  }
}
