package planted.provider.google;

import java.io.IOException;
import planted.http.one.First;
import planted.media.finish.Cutter;
import planted.provider.openai.OpenAi;

/// An adapter that knows another adapter, media and the server, and starts a process.
public class Google {
  public Object everything() throws IOException {
    new ProcessBuilder("true").start();
    return new Object[] {new OpenAi(), new Cutter(), new First()};
  }
}
