package dev.reelwright.provider.comfyui;

import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.Glancing;
import dev.reelwright.provider.ImageGenerator;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Draws with one workflow. Its size is the workflow's affair: one with marks for width and height
/// is told the shape of the film, any other draws as it draws.
record ComfyImages(String name, Shelf.Found workflow, ComfyCalls calls)
    implements ImageGenerator, Glancing {
  @Override
  public Capabilities capabilities() {
    return ComfyCalls.capabilities(name);
  }

  @Override
  public Quote quote(ImageRequest request) {
    return ComfyCalls.quote(workflow, request.reference() != null);
  }

  @Override
  public SubmitResult<MediaResult> submit(ImageRequest request, Call call)
      throws InterruptedException {
    return switch (workflow) {
      case Shelf.Found.Usable(var template) ->
          calls.submit(template, Wishes.of(request, template.traits()), call);
      case Shelf.Found.Broken(var why) ->
          new SubmitResult.Rejected<>(RejectionReason.INVALID_REQUEST, why);
    };
  }

  @Override
  public PollResult<MediaResult> poll(ProviderJob job, Call call)
      throws IOException, InterruptedException {
    return calls.poll(job, call, Choice::picture, MediaFile::picture);
  }

  @Override
  public Glance glance(ProviderJob job, String lane) throws IOException, InterruptedException {
    return calls.glance(job);
  }

  @Override
  public Optional<ProviderJob> find(ImageRequest request, Call call)
      throws IOException, InterruptedException {
    return calls.find(call);
  }

  @Override
  public Optional<Duration> findIsSureAfter() {
    return Optional.of(JobWatch.GRACE);
  }

  @Override
  public boolean cancel(ProviderJob job) throws InterruptedException {
    return calls.cancel(job);
  }
}
