package dev.reelwright.provider.builtin;

import dev.reelwright.ledger.Money;
import dev.reelwright.media.animatic.AnimaticScene;
import dev.reelwright.media.animatic.MotifLibrary;
import dev.reelwright.media.animatic.PhotoPan;
import dev.reelwright.media.animatic.PictureFrame;
import dev.reelwright.media.animatic.SceneSpec;
import dev.reelwright.media.animatic.Scenes;
import dev.reelwright.media.ffmpeg.FfmpegException;
import dev.reelwright.media.ffmpeg.FfmpegJob;
import dev.reelwright.media.ffmpeg.FfmpegRunner;
import dev.reelwright.media.finish.EncodingProfile;
import dev.reelwright.media.timeline.FrameRate;
import dev.reelwright.project.Format;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoGenerator;
import dev.reelwright.provider.VideoRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Renders animatic clips of exactly the requested number of frames. A clip begins on the request's
/// first frame and ends on its last; where such a picture belongs to another scene it dissolves. A
/// photo, or a picture made elsewhere, is not left for a drawn scene: the camera moves over it.
public final class BuiltinVideoGenerator implements VideoGenerator {
  private static final Capabilities CAPABILITIES =
      new Capabilities("builtin", "animatic", "local-heavy", true, true);

  /// Mean difference of a sample below which two pictures count as the same one.
  private static final double SAME_PICTURE = 2.5;

  private final Scenes scenes;
  private final FfmpegRunner ffmpeg;
  private final DrawnPictures drawn;
  private final SceneSpecs specs;

  /// @param scenes shared with the [BuiltinImageGenerator], which shows the same ones
  /// @param drawn shared with it too
  public BuiltinVideoGenerator(
      MotifLibrary motifs, Scenes scenes, DrawnPictures drawn, FfmpegRunner ffmpeg) {
    this.scenes = scenes;
    this.drawn = drawn;
    this.ffmpeg = ffmpeg;
    specs = new SceneSpecs(motifs);
  }

  @Override
  public Capabilities capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Quote quote(VideoRequest request) {
    return new Quote.Priced(Money.zero(Money.USD));
  }

  @Override
  public SubmitResult<MediaResult> submit(VideoRequest request, Call call)
      throws InterruptedException {
    Path file = call.scratch().resolve("clip.mp4");
    int frames = frames(request.lengthMillis(), request.format());
    try {
      call.progress().progressed(0, "painting the scene");
      SceneSpec spec = spec(request);
      AnimaticClip clip = clip(request, spec, frames);
      call.cancel().check();
      ffmpeg.run(
          FfmpegJob.of("encoding an animatic clip", encoding(request.format()))
              .reading(out -> clip.write(out, call))
              .writing(file)
              .cancelledBy(call.cancel()::isCancelled));
      // The clip is the last thing that a shot is asked for.
      scenes.forget(spec);
      call.cancel().check();
    } catch (FfmpegException e) {
      return new SubmitResult.Rejected<>(
          RejectionReason.PROVIDER_FAILURE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new SubmitResult.Rejected<>(
          RejectionReason.PROVIDER_FAILURE,
          "rendering the clip failed (" + e.getMessage() + "); look at the free disk space");
    }
    return new SubmitResult.Delivered<>(
        new MediaResult(file, Map.of("seed", request.seed(), "frames", frames)),
        Money.zero(Money.USD));
  }

  /// Nearest whole number of frames, at least one.
  static int frames(long lengthMillis, Format format) {
    return (int) Math.max(1, rate(format).frameAtMillis(lengthMillis));
  }

  private static FrameRate rate(Format format) {
    return FrameRate.of(format.fpsNumerator(), format.fpsDenominator());
  }

  private SceneSpec spec(VideoRequest request) {
    return specs.of(
        request.scene(),
        request.style(),
        request.format(),
        request.seed(),
        request.lengthMillis(),
        request.extra());
  }

  private AnimaticClip clip(VideoRequest request, SceneSpec spec, int frames) throws IOException {
    AnimaticScene scene = scenes.of(spec);
    int dissolve =
        Math.max(
            1,
            Math.min(
                frames / 3,
                request.format().fpsNumerator() / (2 * request.format().fpsDenominator())));
    byte[] first = foreign(request.firstFrame(), scene, 0, spec);
    byte[] last = foreign(request.lastFrame(), scene, 1, spec);
    InputFile photo = request.firstFrame();
    if (photo != null && first != null && !scene.isOfItsKind(first)) {
      InputFile wanted = request.lastFrame();
      InputFile end = last == null || scene.isOfItsKind(last) ? null : wanted;
      var pan =
          PhotoPan.of(
              photo.file(),
              end == null ? null : end.file(),
              spec.widthPixels(),
              spec.heightPixels());
      return new AnimaticClip(pan, frames, dissolve, null, end == null ? last : null);
    }
    return new AnimaticClip(scene, frames, dissolve, first, last);
  }

  /// The picture, unless it is what the scene shows at that moment anyway.
  private byte @Nullable [] foreign(
      @Nullable InputFile picture, AnimaticScene scene, double moment, SceneSpec spec)
      throws IOException {
    if (picture == null || drawn.shows(picture.hash(), spec, moment)) {
      return null;
    }
    byte[] wanted = PictureFrame.read(picture.file(), spec.widthPixels(), spec.heightPixels());
    var own = new byte[scene.frameBytes()];
    scene.renderYuv(moment, own);
    return PictureFrame.meanDifference(wanted, own) < SAME_PICTURE ? null : wanted;
  }

  private static List<String> encoding(Format format) {
    var arguments = new ArrayList<>(List.of("-f", "rawvideo", "-pix_fmt", "yuv420p"));
    // Told of the input too: otherwise each frame goes through a conversion that changes nothing.
    arguments.addAll(EncodingProfile.colorArguments());
    arguments.addAll(List.of("-s", format.widthPixels() + "x" + format.heightPixels()));
    arguments.addAll(List.of("-r", rate(format).toString(), "-i", "pipe:0", "-an"));
    arguments.addAll(EncodingProfile.INTERMEDIATE.videoArguments(rate(format), 1));
    return arguments;
  }

  @Override
  public PollResult<MediaResult> poll(ProviderJob job, Call call) {
    return new PollResult.Failed<>(
        RejectionReason.INVALID_REQUEST,
        "built-in clips are delivered at once; there is no job " + job.value(),
        Money.zero(Money.USD));
  }
}
