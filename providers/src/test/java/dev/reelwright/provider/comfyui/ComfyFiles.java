package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// The folders of the simulated ComfyUI. Each file holds the graph that made it, as the real one's
/// do. Thread-safe.
final class ComfyFiles {
  private record Place(String type, String subfolder, String name) {}

  private final Map<Place, byte[]> files = new LinkedHashMap<>();
  private int made;

  /// Saves what a job's output nodes make.
  ///
  /// @return the outputs as the history names them
  synchronized ObjectNode save(SimulatedComfy.Job job) {
    var outputs = Exchange.JSON.createObjectNode();
    for (var node : job.outputs()) {
      var saver = job.graph().path(node);
      var kind = saver.path("class_type").asText();
      var output = outputs.putObject(node);
      var prefix = saver.path("inputs").path("filename_prefix").asText("preview");
      int slash = prefix.lastIndexOf('/');
      boolean isClip = kind.equals("SaveVideo");
      var place =
          new Place(
              kind.equals("PreviewImage") ? "temp" : "output",
              slash < 0 ? "" : prefix.substring(0, slash),
              "%s_%05d_.%s".formatted(prefix.substring(slash + 1), ++made, isClip ? "mp4" : "png"));
      files.put(place, isClip ? clip(made, job.graph()) : picture(made, job.graph()));
      output
          .putArray("images")
          .addObject()
          .put("filename", place.name())
          .put("subfolder", place.subfolder())
          .put("type", place.type());
      if (isClip) {
        output.putArray("animated").add(true);
      }
    }
    return outputs;
  }

  synchronized Optional<byte[]> find(String type, String subfolder, String name) {
    return Optional.ofNullable(files.get(new Place(type, subfolder, name)));
  }

  /// @return the name it is kept by
  synchronized String bring(String name, byte[] file) {
    files.put(new Place("input", "", name), file);
    return name;
  }

  synchronized void clear() {
    files.clear();
  }

  /// The chunks of a PNG of one pixel, with the graph in a text.
  static byte[] picture(int number, ObjectNode graph) {
    var png = new ByteArrayOutputStream();
    png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    png.writeBytes(
        chunk(
            "IHDR",
            ByteBuffer.allocate(13).putInt(1).putInt(1).put((byte) 8).put((byte) 2).array()));
    png.writeBytes(chunk("tEXt", ("prompt\0" + graph).getBytes(StandardCharsets.ISO_8859_1)));
    var deflater = new java.util.zip.Deflater();
    deflater.setInput(new byte[] {0, (byte) (number >> 16), (byte) (number >> 8), (byte) number});
    deflater.finish();
    var packed = new byte[64];
    int length = deflater.deflate(packed);
    deflater.end();
    png.writeBytes(chunk("IDAT", java.util.Arrays.copyOf(packed, length)));
    png.writeBytes(chunk("IEND", new byte[0]));
    return png.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    var name = type.getBytes(StandardCharsets.ISO_8859_1);
    var sum = new CRC32();
    sum.update(name);
    sum.update(data);
    return ByteBuffer.allocate(12 + data.length)
        .putInt(data.length)
        .put(name)
        .put(data)
        .putInt((int) sum.getValue())
        .array();
  }

  /// The boxes of an MP4, with the graph in its user data.
  static byte[] clip(int number, ObjectNode graph) {
    var told = ("prompt" + graph).getBytes(StandardCharsets.UTF_8);
    var udta = box("udta", told);
    var out = new ByteArrayOutputStream();
    out.writeBytes(box("ftyp", "isomiso2".getBytes(StandardCharsets.ISO_8859_1)));
    out.writeBytes(box("moov", udta));
    out.writeBytes(box("mdat", ByteBuffer.allocate(64).putInt(number).array()));
    return out.toByteArray();
  }

  static byte[] box(String type, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(8 + content.length)
        .put(type.getBytes(StandardCharsets.ISO_8859_1))
        .put(content)
        .array();
  }
}
