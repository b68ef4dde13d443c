package dev.reelwright.http.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.event.Event;
import dev.reelwright.http.WireJson;
import dev.reelwright.webhook.MessageWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of events as Standard Webhooks asks for it: `{"type", "timestamp", "data"}`, the data
/// being what the stream of events says.
@ApplicationScoped
public class StudioMessages implements MessageWriter {
  static final String SURFACE = "studio";
  private static final Logger LOG = LoggerFactory.getLogger(StudioMessages.class);

  private final JsonMapper json = WireJson.mapper();

  @Override
  public String surface() {
    return SURFACE;
  }

  @Override
  public Optional<String> write(Event event) {
    var what = event.what();
    var data = new LinkedHashMap<String, Object>();
    data.put("seq", event.seq());
    if (what.projectId() != null) {
      data.put("project", what.projectId().value());
    }
    if (what.runId() != null) {
      data.put("run", what.runId());
    }
    if (what.stepId() != null) {
      data.put("step", what.stepId());
    }
    data.putAll(what.data());
    var message = new LinkedHashMap<String, Object>();
    message.put("type", what.kind());
    message.put("timestamp", what.at());
    message.put("data", data);
    try {
      return Optional.of(json.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      LOG.error("a message about event {} cannot be written", event.seq(), e);
      return Optional.empty();
    }
  }
}
