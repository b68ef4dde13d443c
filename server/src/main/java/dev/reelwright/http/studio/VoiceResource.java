package dev.reelwright.http.studio;

import dev.reelwright.http.Problem;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.provider.Call;
import dev.reelwright.provider.MediaResult;
import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.SubmitResult;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Lets people hear the voice of this machine before they order a film with it.
@Path("/api/studio/voice")
@RunOnVirtualThread
@Tag(name = "Operation")
public class VoiceResource {
  private static final int LONGEST = 200;
  private static final String ENGLISH = "This is how your film will sound.";

  private final Studio studio;

  public VoiceResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Operation(
      operationId = "hearVoice",
      summary = "A sentence in the built-in voice, as a WAV file; at most 200 letters")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "audio/wav",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response hear(
      @QueryParam("language") @Nullable String language, @QueryParam("text") @Nullable String text)
      throws IOException, InterruptedException {
    var tag = language == null ? "en" : ProjectBody.language("language", language);
    if (tag == null) {
      throw StudioCalls.invalid("query", "language", "must be a tag such as en or zh-CN", language);
    }
    if (text != null && text.length() > LONGEST) {
      throw StudioCalls.invalid("query", "text", "must have at most " + LONGEST + " letters", null);
    }
    var voice =
        studio
            .speech(ModelChoice.BUILTIN)
            .orElseThrow(() -> Problem.notFound("voice", ModelChoice.BUILTIN.provider()));
    if (!voice.speaks(tag)) {
      throw none(tag);
    }
    var scratch = Files.createTempDirectory("reelwright-voice");
    try {
      var request = new SpeechRequest(text == null ? ENGLISH : text, tag, 0);
      var call = new Call(AttemptId.fresh(), scratch, (part, doing) -> {}, () -> false);
      if (voice.submit(request, call)
          instanceof SubmitResult.Delivered<MediaResult>(var spoken, _)) {
        return Response.ok(Files.readAllBytes(spoken.file()), "audio/wav")
            .header("Cache-Control", "private, max-age=3600")
            .build();
      }
      throw none(tag);
    } finally {
      try (var files = Files.walk(scratch)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static Problem none(String language) {
    return Problem.of(409, "NO_VOICE", "There is no voice here for the language " + language + ".")
        .next("Install espeak-ng and start the server again, or make the film without a voice.");
  }
}
