package planted.media.finish;

import planted.engine.Restful;

/// Media that knows core.
public class Cutter {
  public Restful core() {
    return new Restful();
  }
}
