package dev.reelwright.provider.builtin;

import dev.reelwright.ledger.Money;
import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.media.animatic.Scenes;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// Draws stills of animatic scenes as PNG. Free, at once, the same for the same request.
public final class BuiltinImageGenerator implements ImageGenerator {
  /// Of a writer whose best quality is not to compress at all.
  private static final float LEAST_EFFORT = 0.9f;

  private final Capabilities capabilities;
  private final Scenes scenes;
  private final DrawnPictures drawn;
  private final SceneSpecs specs;

  /// @param lane `local-light` draws pictures while clips are made; `local-heavy` takes turns with
  ///   them, so that a scene is painted once for both
  /// @param scenes shared with the [BuiltinVideoGenerator], which shows the same ones
  /// @param drawn shared with it too
  public BuiltinImageGenerator(
      String lane, MotifLibrary motifs, Scenes scenes, DrawnPictures drawn) {
    capabilities = new Capabilities("builtin", "animatic", lane, true, true);
    this.scenes = scenes;
    this.drawn = drawn;
    specs = new SceneSpecs(motifs);
  }

  @Override
  public Capabilities capabilities() {
    return capabilities;
  }

  @Override
  public Quote quote(ImageRequest request) {
    return new Quote.Priced(Money.zero(Money.USD));
  }

  @Override
  public SubmitResult<MediaResult> submit(ImageRequest request, Call call) {
    call.progress().progressed(0, "drawing the picture");
    var spec =
        specs.of(
            request.prompt(),
            request.style(),
            request.format(),
            request.seed(),
            request.shotLengthMillis(),
            request.extra());
    int[] pixels = scenes.of(spec).renderArgb(request.moment());
    call.cancel().check();
    var image =
        new BufferedImage(spec.widthPixels(), spec.heightPixels(), BufferedImage.TYPE_INT_RGB);
    // As they are: setting them as colours would convert each alone.
    image.getRaster().setDataElements(0, 0, spec.widthPixels(), spec.heightPixels(), pixels);
    Path file = call.scratch().resolve("picture.png");
    try {
      write(image, file);
      drawn.remember(file, spec, request.moment());
    } catch (IOException e) {
      return new SubmitResult.Rejected<>(
          RejectionReason.PROVIDER_FAILURE,
          "writing the picture failed (" + e.getMessage() + "); look at the free disk space");
    }
    call.progress().progressed(1, "drew the picture");
    return new SubmitResult.Delivered<>(
        new MediaResult(file, Map.of("seed", request.seed())), Money.zero(Money.USD));
  }

  /// A sixth more bytes for two thirds of the work.
  private static void write(BufferedImage image, Path file) throws IOException {
    var writer = ImageIO.getImageWritersByFormatName("png").next();
    try (var out = ImageIO.createImageOutputStream(file.toFile())) {
      var options = writer.getDefaultWriteParam();
      options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      options.setCompressionQuality(LEAST_EFFORT);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), options);
    } finally {
      writer.dispose();
    }
  }

  @Override
  public PollResult<MediaResult> poll(ProviderJob job, Call call) {
    return new PollResult.Failed<>(
        RejectionReason.INVALID_REQUEST,
        "built-in pictures are delivered at once; there is no job " + job.value(),
        Money.zero(Money.USD));
  }
}
