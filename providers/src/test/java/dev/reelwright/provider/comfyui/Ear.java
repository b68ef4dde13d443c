package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/// A client's socket (RFC 6455), on which the simulated server only speaks.
///
/// @param client its id
record Ear(String client, OutputStream out) {
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  /// Shakes hands, and returns when the client has gone.
  static void serve(SimulatedComfy comfy, Exchange request, Socket connection) throws IOException {
    var key = request.headers.get("sec-websocket-key");
    if (key == null) {
      request.empty(400);
      return;
    }
    var head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
            .formatted(accepted(key));
    request.raw(head.getBytes(StandardCharsets.ISO_8859_1));
    var ear = new Ear(request.query.get("clientId"), connection.getOutputStream());
    comfy.listen(ear);
    try {
      ear.tell("status", Exchange.JSON.createObjectNode().put("sid", ear.client()));
      var in = connection.getInputStream();
      while (in.read() >= 0) {
        // Clients have nothing to say.
      }
    } finally {
      comfy.deaf(ear);
    }
  }

  private static String accepted(String key) {
    try {
      var digest =
          MessageDigest.getInstance("SHA-1")
              .digest((key + MAGIC).getBytes(StandardCharsets.ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void tell(String type, JsonNode data) {
    var event = Exchange.JSON.createObjectNode().put("type", type);
    event.set("data", data);
    var text = event.toString().getBytes(StandardCharsets.UTF_8);
    var frame = new ByteArrayOutputStream();
    frame.write(0x81);
    if (text.length < 126) {
      frame.write(text.length);
    } else {
      frame.write(126);
      frame.write(text.length >> 8);
      frame.write(text.length);
    }
    frame.writeBytes(text);
    try {
      synchronized (out) {
        out.write(frame.toByteArray());
        out.flush();
      }
    } catch (IOException _) {
      // It has gone; its own thread sees that.
    }
  }
}
