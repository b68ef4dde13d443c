package dev.reelwright.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.reelwright.store.Database;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiKeysTest {
  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T10:00:00Z"));
  private Database database;
  private ApiKeys keys;

  @BeforeEach
  void open() {
    database = Database.sqlite(folder.resolve("reelwright.db"));
    keys = new ApiKeys(database, now::get);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void recognisesAKeyAndNotesItsUse() {
    var fresh = keys.create("n8n", null);

    assertThat(keys.recognise(fresh.secret()).map(ApiKey::owner)).contains(ApiKeys.OWNER);
    assertThat(keys.recognise(new Secret(fresh.secret().reveal() + "x"))).isEmpty();
    assertThat(keys.list()).singleElement().extracting(ApiKey::lastUsedAt).isEqualTo(now.get());
  }

  @Test
  void refusesAKeyThatIsOverOrTakenBack() {
    var brief = keys.create("brief", Duration.ofDays(1));
    var revoked = keys.create("revoked", null);

    assertThat(keys.revoke(revoked.key().id())).isTrue();
    assertThat(keys.revoke(revoked.key().id())).isFalse();
    now.set(now.get().plus(Duration.ofDays(1)));

    assertThat(keys.recognise(brief.secret())).isEmpty();
    assertThat(keys.recognise(revoked.secret())).isEmpty();
  }

  @Test
  void keepsTheKeyItselfNowhere() throws Exception {
    var fresh = keys.create("n8n", null);
    database.close();

    try (var files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                      .doesNotContain(fresh.secret().reveal()));
    }
    assertThat(fresh.toString()).doesNotContain(fresh.secret().reveal()).contains("***");
  }

  @Test
  void refusesANamelessKey() {
    assertThatIllegalArgumentException().isThrownBy(() -> keys.create(" ", null));
  }
}
