package dev.reelwright.media.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;

/// JSON for people to read, written as it comes.
final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  static JsonGenerator generator(Appendable out) throws IOException {
    var json = FACTORY.createGenerator(new AppendableWriter(out));
    json.setPrettyPrinter(new DefaultPrettyPrinter());
    return json;
  }
}
