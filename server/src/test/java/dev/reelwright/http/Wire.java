package dev.reelwright.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Speaks HTTP/1.1 over a plain socket, so that nothing between test and server tidies up.
public final class Wire {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final int port;

  public Wire(int port) {
    this.port = port;
  }

  public record Reply(int status, Map<String, String> headers, String latin) {
    /// One character for each byte.
    public byte[] body() {
      return latin.getBytes(StandardCharsets.ISO_8859_1);
    }

    public String text() {
      return new String(body(), StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(body());
      } catch (IOException e) {
        throw new UncheckedIOException("not JSON: " + text(), e);
      }
    }

    public String header(String name) {
      return headers.get(name.toLowerCase(Locale.ROOT));
    }
  }

  public Reply send(String verb, String path, Map<String, String> headers, byte[] body) {
    var head = new StringBuilder(verb + " " + path + " HTTP/1.1\r\n");
    if (!headers.containsKey("Host")) {
      head.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (body.length > 0
        && !headers.containsKey("Content-Length")
        && !headers.containsKey("Transfer-Encoding")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    head.append("Connection: close\r\n\r\n");
    return raw(head.toString().getBytes(StandardCharsets.ISO_8859_1), body, verb.equals("HEAD"));
  }

  public Reply get(String path) {
    return send("GET", path, Map.of(), new byte[0]);
  }

  public Reply postJson(String path, String json) {
    return send(
        "POST",
        path,
        Map.of("Content-Type", "application/json"),
        json.getBytes(StandardCharsets.UTF_8));
  }

  /// Status 0 when the server closed without an answer.
  public Reply raw(byte[] head, byte[] body, boolean isHead) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(8_000);
      var out = socket.getOutputStream();
      try {
        out.write(head);
        out.write(body);
        out.flush();
      } catch (IOException _) {
        // A refusal may arrive before all was sent; it is still to be read.
      }
      return parse(everything(socket), isHead);
    } catch (IOException e) {
      throw new UncheckedIOException("talking to port " + port, e);
    }
  }

  private static byte[] everything(Socket socket) {
    var all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (IOException _) {
      // Reset after the answer, because the body was not read.
    }
    return all.toByteArray();
  }

  private static Reply parse(byte[] all, boolean isHead) {
    var text = new String(all, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Reply(0, Map.of(), "");
    }
    var lines = text.substring(0, end).split("\r\n", -1);
    var headers = new TreeMap<String, String>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    var body = text.substring(end + 4);
    if ("chunked".equals(headers.get("transfer-encoding")) && !isHead) {
      body = unchunked(body);
    }
    return new Reply(Integer.parseInt(lines[0].split(" ", 3)[1]), headers, body);
  }

  private static String unchunked(String chunks) {
    var whole = new StringBuilder();
    int at = 0;
    while (at < chunks.length()) {
      int line = chunks.indexOf("\r\n", at);
      int size = Integer.parseInt(chunks.substring(at, line), 16);
      whole.append(chunks, line + 2, line + 2 + size);
      at = line + 4 + size;
      if (size == 0) {
        break;
      }
    }
    return whole.toString();
  }
}
