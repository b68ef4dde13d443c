package planted.engine;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import planted.provider.google.Google;

/// Core that speaks HTTP, reads the clock, sleeps, prints and knows an adapter.
public class Restless {
  @Inject Google google;

  public HttpClient waitAndConnect() throws InterruptedException {
    Thread.sleep(Duration.ofMillis(1));
    System.out.println(Instant.now() + " " + google);
    return HttpClient.newHttpClient();
  }
}
