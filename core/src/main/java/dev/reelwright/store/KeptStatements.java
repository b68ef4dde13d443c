package dev.reelwright.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// A source of SQLite connections that keep their prepared statements: SQLite's driver, unlike
/// others, translates the text each time, which costs more than most of our statements themselves.
///
/// @param target whose connections these are
record KeptStatements(DataSource target) implements DataSource {
  private static final int MOST_PER_CONNECTION = 100;

  @Override
  public Connection getConnection() throws SQLException {
    return keeping(target.getConnection());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    return keeping(target.getConnection(user, password));
  }

  private static Connection keeping(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            KeptStatements.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new Keeper(connection));
  }

  /// Looks at the one method that matters. Used by one thread at a time, as connections are.
  private static final class Keeper implements InvocationHandler {
    private final Connection connection;
    private final Map<String, Kept> statements =
        new LinkedHashMap<>(MOST_PER_CONNECTION * 2, 0.75f, true);

    Keeper(Connection connection) {
      this.connection = connection;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
        throws Throwable {
      if (method.getName().equals("prepareStatement")
          && arguments != null
          && arguments[0] instanceof String sql
          && (arguments.length == 1 || isPlain(arguments))) {
        return prepared(sql);
      }
      return called(connection, method, arguments);
    }

    private static boolean isPlain(@Nullable Object[] arguments) {
      return arguments.length == 3
          && Integer.valueOf(ResultSet.TYPE_FORWARD_ONLY).equals(arguments[1])
          && Integer.valueOf(ResultSet.CONCUR_READ_ONLY).equals(arguments[2]);
    }

    private PreparedStatement prepared(String sql) throws SQLException {
      var known = statements.get(sql);
      if (known != null && !known.isInUse && !known.isBroken) {
        return known.lent();
      }
      var statement = connection.prepareStatement(sql);
      if (known != null && known.isInUse) {
        return statement;
      }
      var kept = new Kept(statement);
      statements.put(sql, kept);
      if (statements.size() > MOST_PER_CONNECTION) {
        forgetOldest();
      }
      return kept.lent();
    }

    private void forgetOldest() throws SQLException {
      for (var each = statements.values().iterator(); each.hasNext(); ) {
        var kept = each.next();
        if (!kept.isInUse) {
          each.remove();
          kept.statement.close();
          return;
        }
      }
    }
  }

  /// A statement that is put back where others close it.
  private static final class Kept implements InvocationHandler {
    private final PreparedStatement statement;
    private final PreparedStatement proxy;
    private @Nullable ResultSet rows;
    private boolean isInUse;
    private boolean isBroken;

    Kept(PreparedStatement statement) {
      this.statement = statement;
      this.proxy =
          (PreparedStatement)
              Proxy.newProxyInstance(
                  KeptStatements.class.getClassLoader(),
                  new Class<?>[] {PreparedStatement.class},
                  this);
    }

    PreparedStatement lent() {
      isInUse = true;
      return proxy;
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments)
        throws Throwable {
      switch (method.getName()) {
        case "close" -> {
          putBack();
          return null;
        }
        case "isClosed" -> {
          return !isInUse || statement.isClosed();
        }
        default -> {
          try {
            var answer = called(statement, method, arguments);
            if (answer instanceof ResultSet found) {
              rows = found;
            }
            return answer;
          } catch (SQLException e) {
            // The driver gives some statements up that failed, such as on a full disk.
            isBroken = true;
            throw e;
          }
        }
      }
    }

    /// Rows that nobody reads to their end would keep a state of the database alive.
    private void putBack() throws SQLException {
      if (!isInUse) {
        return;
      }
      isInUse = false;
      var open = rows;
      rows = null;
      try {
        if (open != null) {
          open.close();
        }
        if (!isBroken) {
          statement.clearParameters();
        }
      } catch (SQLException e) {
        isBroken = true;
        throw e;
      } finally {
        if (isBroken) {
          statement.close();
        }
      }
    }
  }

  private static @Nullable Object called(
      Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public @Nullable PrintWriter getLogWriter() throws SQLException {
    return target.getLogWriter();
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    target.setLogWriter(out);
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    target.setLoginTimeout(seconds);
  }

  @Override
  public int getLoginTimeout() throws SQLException {
    return target.getLoginTimeout();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return target.getParentLogger();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return target.unwrap(type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) throws SQLException {
    return target.isWrapperFor(type);
  }
}
