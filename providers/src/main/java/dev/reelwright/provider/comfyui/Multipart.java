package dev.reelwright.provider.comfyui;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;

/// A form with one picture (RFC 7578).
///
/// @param type the value of the header `Content-Type`
record Multipart(String type, BodyPublisher body) {
  /// @param name of letters, digits, dots and dashes
  /// @param boundary nothing that could stand in a picture
  static Multipart picture(Path file, String name, String mediaType, String boundary)
      throws IOException {
    var before =
        """
        --%1$s\r
        Content-Disposition: form-data; name="overwrite"\r
        \r
        true\r
        --%1$s\r
        Content-Disposition: form-data; name="type"\r
        \r
        input\r
        --%1$s\r
        Content-Disposition: form-data; name="image"; filename="%2$s"\r
        Content-Type: %3$s\r
        \r
        """
            .formatted(boundary, name, mediaType);
    return new Multipart(
        "multipart/form-data; boundary=" + boundary,
        BodyPublishers.concat(
            BodyPublishers.ofString(before),
            BodyPublishers.ofFile(file),
            BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary))));
  }
}
