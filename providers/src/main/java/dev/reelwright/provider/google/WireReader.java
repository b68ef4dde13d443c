package dev.reelwright.provider.google;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// Reads an answer without holding the media in it: what is base64 goes into files of the scratch
/// folder on the way, and the tree holds the file's name in its place. For one answer, one thread.
final class WireReader {
  private static final Set<String> MEDIA = Set.of("bytesBase64Encoded", "encodedVideo", "data");
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int DEEPEST = 64;

  private final Path scratch;
  private int files;

  WireReader(Path scratch) {
    this.scratch = scratch;
  }

  /// @throws IOException when it is no whole JSON document
  JsonNode read(Path body) throws IOException {
    try (InputStream in = Files.newInputStream(body);
        var parser = FACTORY.createParser(in)) {
      if (parser.nextToken() == null) {
        throw new IOException("the answer is empty");
      }
      var tree = value(parser, "", 0);
      if (parser.nextToken() != null) {
        throw new IOException("something follows the answer");
      }
      return tree;
    }
  }

  private JsonNode value(JsonParser parser, String name, int depth) throws IOException {
    if (depth > DEEPEST) {
      throw new IOException("the answer is nested too deeply");
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        var object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var member = parser.currentName();
          parser.nextToken();
          object.set(member, value(parser, member, depth + 1));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(parser, name, depth + 1));
        }
        yield array;
      }
      case VALUE_STRING -> NODES.textNode(MEDIA.contains(name) ? media(parser) : parser.getText());
      case VALUE_NUMBER_INT -> NODES.numberNode(parser.getLongValue());
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("the answer ends too early");
    };
  }

  private String media(JsonParser parser) throws IOException {
    var file = scratch.resolve("part-" + ++files);
    try (var out = Files.newOutputStream(file)) {
      parser.readBinaryValue(out);
    }
    return file.toString();
  }
}
