package dev.reelwright.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComfyMetricsTest {
  // The registry that the framework still brings along decides about the names.
  @SuppressWarnings("deprecation")
  @Test
  void countsRequestsUnderTheNamesThatDashboardsKnow() {
    var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    var metrics = new ComfyMetrics(meters);

    metrics.answered("upload/image", "2xx", Duration.ofMillis(300));
    metrics.answered("upload/image", "5xx", Duration.ofSeconds(70));

    assertThat(meters.scrape().replace(",}", "}"))
        .contains("comfyui_requests_total{endpoint=\"upload/image\",status=\"2xx\"} 1.0")
        .contains("comfyui_requests_total{endpoint=\"upload/image\",status=\"5xx\"} 1.0")
        .contains("comfyui_request_seconds_bucket{endpoint=\"upload/image\",le=\"0.1\"} 0")
        .contains("comfyui_request_seconds_bucket{endpoint=\"upload/image\",le=\"0.5\"} 1")
        .contains("comfyui_request_seconds_bucket{endpoint=\"upload/image\",le=\"60.0\"} 1")
        .contains("comfyui_request_seconds_count{endpoint=\"upload/image\"} 2");
  }
}
