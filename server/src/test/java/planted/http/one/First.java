package planted.http.one;

import planted.http.two.Second;
import planted.media.finish.Cutter;

/// A surface that knows another surface, and media.
public class First {
  public Object others() {
    return new Object[] {new Second(), new Cutter()};
  }
}
