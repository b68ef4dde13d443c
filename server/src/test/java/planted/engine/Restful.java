package planted.engine;

import java.time.Duration;

/// The second sleeper.
public class Restful {
  public void rest() throws InterruptedException {
    Thread.sleep(Duration.ofMillis(1));
  }
}
