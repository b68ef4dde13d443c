package dev.reelwright.access;

import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Makes, lists, takes back and recognises API keys. Thread-safe; blocks.
///
/// A key has 256 random bits, so a plain SHA-256 of it is as good as a slow hash, and one indexed
/// look-up finds it.
public final class ApiKeys {
  /// The account of the one person that an installation has to begin with. The same as that of
  /// callers who need no key: what is made on this machine is theirs from elsewhere too.
  public static final String OWNER = "local";

  private static final String PREFIX = "rw_";
  private static final int RANDOM_BYTES = 32;
  private static final int LONGEST_NAME = 100;
  private static final Duration USE_IS_NOTED_EVERY = Duration.ofHours(1);

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  public ApiKeys(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /// A key that was just made. The secret is nowhere else.
  public record Fresh(ApiKey key, Secret secret) {}

  /// Makes a key of the owner's account.
  ///
  /// @param name 1..100 characters, to tell it from others
  /// @param validity how long it is valid, or null for ever
  public Fresh create(String name, @Nullable Duration validity) {
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a key's name has 1 to 100 characters: " + name);
    }
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    var secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var now = Instant.ofEpochMilli(clock.millis());
    var expiresAt = validity == null ? null : now.plus(validity);
    var key = new ApiKey(Ids.fresh(), OWNER, name, now, null, expiresAt, null);
    database.updateDurably(
        handle -> {
          handle
              .createUpdate(
                  """
                  INSERT INTO account (id, name, role, created_at) VALUES (:id, :id, 'OWNER', :now)
                  ON CONFLICT DO NOTHING
                  """)
              .bind("id", OWNER)
              .bind("now", now.toEpochMilli())
              .execute();
          handle
              .createUpdate(
                  """
                  INSERT INTO api_key (id, account_id, name, key_hash, created_at, expires_at)
                  VALUES (:id, :owner, :name, :hash, :now, :expires)
                  """)
              .bind("id", key.id())
              .bind("owner", OWNER)
              .bind("name", name)
              .bind("hash", hash(secret))
              .bind("now", now.toEpochMilli())
              .bind("expires", expiresAt == null ? null : expiresAt.toEpochMilli())
              .execute();
        });
    return new Fresh(key, new Secret(secret));
  }

  /// All of them, newest first.
  public List<ApiKey> list() {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM api_key ORDER BY created_at DESC, id DESC")
                .map(ApiKeys::key)
                .list());
  }

  /// Takes a key back.
  ///
  /// @return whether there was such a key, not yet taken back
  public boolean revoke(String id) {
    return database.writeDurably(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE api_key SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                    .bind("now", clock.millis())
                    .bind("id", id)
                    .execute())
        == 1;
  }

  /// The key that was shown, if it is valid now. Notes its use.
  public Optional<ApiKey> recognise(Secret shown) {
    var wanted = hash(shown.reveal());
    var found =
        database.read(
            handle ->
                handle
                    .createQuery("SELECT * FROM api_key WHERE key_hash = :hash")
                    .bind("hash", wanted)
                    .map(
                        (row, context) ->
                            // The index has compared already, but not in constant time.
                            MessageDigest.isEqual(
                                    wanted.getBytes(StandardCharsets.US_ASCII),
                                    row.getString("key_hash").getBytes(StandardCharsets.US_ASCII))
                                ? Optional.of(key(row, context))
                                : Optional.<ApiKey>empty())
                    .findOne()
                    .flatMap(key -> key));
    var now = clock.instant();
    var valid = found.filter(key -> key.isValid(now));
    valid.ifPresent(key -> noteUse(key, now));
    return valid;
  }

  private void noteUse(ApiKey key, Instant now) {
    if (key.lastUsedAt() != null && key.lastUsedAt().plus(USE_IS_NOTED_EVERY).isAfter(now)) {
      return;
    }
    database.update(
        handle ->
            handle.execute(
                "UPDATE api_key SET last_used_at = ? WHERE id = ?", now.toEpochMilli(), key.id()));
  }

  private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
    return new ApiKey(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("name"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "last_used_at"),
        instant(row, "expires_at"),
        instant(row, "revoked_at"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }

  private static String hash(String secret) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
