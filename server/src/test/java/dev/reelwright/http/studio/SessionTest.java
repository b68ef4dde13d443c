package dev.reelwright.http.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelwright.access.ApiKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Signing in with a browser, where the server asks for keys.
@QuarkusTest
@TestProfile(SessionTest.WithKeys.class)
class SessionTest {
  private static final String SESSION = "/api/studio/session";
  private static final String PROJECTS = "/api/studio/projects";

  public static final class WithKeys implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "reelwright.option.AUTH",
          "on",
          "reelwright.option.DATA",
          "target/http-test-data-with-keys/${quarkus.uuid}");
    }
  }

  @ConfigProperty(name = "quarkus.http.test-port")
  int port;

  @Inject ApiKeys keys;

  @Test
  void lendsABrowserAKeyOfItsOwnUntilItSignsOut() {
    var api = new Api(port);
    assertThat(api.get(PROJECTS).status()).isEqualTo(401);
    assertThat(api.get(SESSION).json().path("signedIn").asBoolean()).isFalse();
    assertThat(api.post(SESSION, Map.of("key", "rw_wrong")).status()).isEqualTo(401);
    var key = keys.create("me", null).secret().reveal();

    var signedIn = api.post(SESSION, Map.of("key", key));

    assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(200);
    var set = signedIn.header("Set-Cookie");
    assertThat(set)
        .contains("HttpOnly")
        .containsIgnoringCase("SameSite=Strict")
        .doesNotContain(key);
    assertThat(signedIn.text()).doesNotContain("rw_");
    var cookie = set.substring(0, set.indexOf(';'));
    assertThat(api.get(PROJECTS, "Cookie", cookie).status()).isEqualTo(200);
    assertThat(api.get(SESSION, "Cookie", cookie).json().path("signedIn").asBoolean()).isTrue();

    assertThat(api.delete(SESSION, "Cookie", cookie).header("Set-Cookie"))
        .containsIgnoringCase("Max-Age=0");
    assertThat(api.get(PROJECTS, "Cookie", cookie).status()).isEqualTo(401);
    assertThat(api.get(PROJECTS, "Authorization", "Bearer " + key).status()).isEqualTo(200);
  }

  @Test
  void whatIsMadeWithAKeyBelongsToTheOwnerOfTheMachine() {
    var api = new Api(port);
    var key = "Bearer " + keys.create("me", null).secret().reveal();

    api.post(PROJECTS, Map.of("title", "Seen by all keys"), "Authorization", key);

    var other = "Bearer " + keys.create("other", null).secret().reveal();
    assertThat(api.get(PROJECTS, "Authorization", other).text()).contains("Seen by all keys");
    assertThat(ApiKeys.OWNER).isEqualTo(dev.reelwright.http.safety.KeyRing.OWNER);
  }
}
