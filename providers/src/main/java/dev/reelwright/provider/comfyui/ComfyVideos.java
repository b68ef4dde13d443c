package dev.reelwright.provider.comfyui;

import dev.reelwright.provider.Call;
import dev.reelwright.provider.Capabilities;
import dev.reelwright.provider.Glancing;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.PollResult;
import dev.reelwright.provider.ProviderJob;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.RejectionReason;
import dev.reelwright.provider.SubmitResult;
import dev.reelwright.provider.VideoGenerator;
import dev.reelwright.provider.VideoRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Films with one workflow. Size and length are the workflow's affair: one with marks for them is
/// told what the shot needs, any other films as it films.
///
/// @param nodes whose clip is the one, where a workflow saves several, best first
record ComfyVideos(String name, Shelf.Found workflow, List<String> nodes, ComfyCalls calls)
    implements VideoGenerator, Glancing {
  @Override
  public Capabilities capabilities() {
    return ComfyCalls.capabilities(name);
  }

  @Override
  public Quote quote(VideoRequest request) {
    return ComfyCalls.quote(workflow, request.firstFrame() != null);
  }

  @Override
  public SubmitResult<MediaResult> submit(VideoRequest request, Call call)
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
    return calls.poll(job, call, files -> Choice.clip(files, nodes), MediaFile::clip);
  }

  @Override
  public Glance glance(ProviderJob job, String lane) throws IOException, InterruptedException {
    return calls.glance(job);
  }

  @Override
  public Optional<ProviderJob> find(VideoRequest request, Call call)
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
