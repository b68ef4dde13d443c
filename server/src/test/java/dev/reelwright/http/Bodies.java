package dev.reelwright.http;

import dev.reelwright.http.campaign.CampaignErrors;
import dev.reelwright.http.operations.OperationsErrors;
import dev.reelwright.http.orchestrate.OrchestrateErrors;
import dev.reelwright.http.pipeline.PipelineErrors;
import dev.reelwright.http.storyboard.StoryboardErrors;
import dev.reelwright.http.studio.StudioErrors;
import dev.reelwright.http.t2v.T2vErrors;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// The error bodies as the server has them.
public final class Bodies {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  private Bodies() {}

  public static ErrorBodies ofAllSurfaces() {
    return new ErrorBodies(
        List.of(
            new StudioErrors(),
            new PipelineErrors(),
            new OrchestrateErrors(),
            new T2vErrors(),
            new StoryboardErrors(),
            new CampaignErrors(InstantSource.fixed(NOW)),
            new OperationsErrors()));
  }
}
