package dev.reelwright.wiring;

import dev.reelwright.provider.comfyui.Traffic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/// Counts requests to ComfyUI as `comfyui_requests_total` and `comfyui_request_seconds`, the names
/// that dashboards of the older orchestrate service know.
record ComfyMetrics(MeterRegistry meters) implements Traffic {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(2),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  @Override
  public void answered(String endpoint, String status, Duration took) {
    Counter.builder("comfyui.requests")
        .tag("endpoint", endpoint)
        .tag("status", status)
        .register(meters)
        .increment();
    // Prometheus adds the unit to a timer's name: comfyui_request_seconds.
    Timer.builder("comfyui.request")
        .tag("endpoint", endpoint)
        .serviceLevelObjectives(BUCKETS)
        .register(meters)
        .record(took);
  }
}
