package dev.reelwright.desk;

import dev.reelwright.project.PreferenceStore;
import dev.reelwright.project.Preferences;
import dev.reelwright.store.Database;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// What an owner prefers where an order says nothing. Thread-safe.
public final class PreferenceDesk {
  private final PreferenceStore preferences = new PreferenceStore();
  private final Database database;
  private final Workbench bench;

  public PreferenceDesk(Database database, Workbench bench) {
    this.database = database;
    this.bench = bench;
  }

  public Preferences.Kept find(String owner) {
    return database.read(handle -> preferences.find(handle, owner));
  }

  /// As a part of somebody's transaction.
  public Preferences.Kept find(Handle handle, String owner) {
    return preferences.find(handle, owner);
  }

  /// Changes them. Projects that exist stay as they are.
  ///
  /// @param version that was read
  /// @param edit makes the new ones of the old ones; may throw `Refusal`
  public Act<Preferences.Kept> edit(String owner, long version, UnaryOperator<Preferences> edit) {
    return handle -> {
      var was = preferences.find(handle, owner);
      if (version != Act.ANY_VERSION && version != was.version()) {
        throw Refusal.changed("settings of", owner, was.version());
      }
      var wanted = edit.apply(was.value());
      if (!preferences.save(handle, owner, wanted, was.version(), bench.now())) {
        throw Refusal.changed("settings of", owner, was.version() + 1);
      }
      return new Preferences.Kept(wanted, was.version() + 1);
    };
  }
}
