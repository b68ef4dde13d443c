package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One request that was read whole, and the way back.
final class Exchange {
  static final ObjectMapper JSON = new ObjectMapper();

  final String method;
  final String path;
  final Map<String, String> query;
  final Map<String, String> headers;
  final byte[] body;
  private final OutputStream out;

  private Exchange(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body,
      OutputStream out) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.out = out;
  }

  /// @return null when the caller has gone
  static Exchange read(Socket connection) throws IOException {
    InputStream in = connection.getInputStream();
    var head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the request was cut");
      }
      head.append((char) next);
    }
    var lines = head.toString().strip().lines().toList();
    var headers = new HashMap<String, String>();
    for (var line : lines.subList(1, lines.size())) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    var body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    var start = List.of(lines.getFirst().split(" ", -1));
    var target = start.get(1);
    int mark = target.indexOf('?');
    var path = decoded(mark < 0 ? target : target.substring(0, mark));
    var query = new HashMap<String, String>();
    if (mark >= 0) {
      for (var pair : target.substring(mark + 1).split("&", -1)) {
        int equals = pair.indexOf('=');
        query.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return new Exchange(start.getFirst(), path, query, headers, body, connection.getOutputStream());
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  JsonNode json() throws IOException {
    return JSON.readTree(body);
  }

  void json(int status, JsonNode answer) throws IOException {
    answer(status, "application/json", JSON.writeValueAsBytes(answer));
  }

  void empty(int status) throws IOException {
    answer(status, "application/octet-stream", new byte[0]);
  }

  void answer(int status, String type, byte[] answer) throws IOException {
    head(status, type, answer.length);
    raw(answer);
  }

  /// Promises all and sends half.
  void half(String type, byte[] answer) throws IOException {
    head(200, type, answer.length);
    raw(Arrays.copyOf(answer, answer.length / 2));
  }

  private void head(int status, String type, int length) throws IOException {
    raw(
        "HTTP/1.1 %d Word\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, type, length)
            .getBytes(StandardCharsets.ISO_8859_1));
  }

  void raw(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }
}
