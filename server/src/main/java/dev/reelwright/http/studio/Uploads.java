package dev.reelwright.http.studio;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.Intake;
import dev.reelwright.http.FieldFault;
import dev.reelwright.http.Problem;
import dev.reelwright.project.ProjectId;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Files that came with a form. Thread-safe.
@ApplicationScoped
public class Uploads {
  private final Intake intake;

  public Uploads(Intake intake) {
    this.intake = intake;
  }

  /// @throws Problem 415 when it is nothing we take, 422 when there is none
  Asset receive(String owner, @Nullable ProjectId project, @Nullable FileUpload file)
      throws IOException, InterruptedException {
    if (file == null || Files.size(file.uploadedFile()) == 0) {
      throw Problem.invalid(
          new FieldFault(List.of("body", "file"), "missing", "no file came with it", null));
    }
    try {
      var name = file.fileName() == null ? "" : file.fileName();
      return intake.receive(owner, project, file.uploadedFile(), name);
    } catch (Intake.Unfit e) {
      throw Problem.of(415, "UNFIT_FILE", e.reason())
          .next("Send PNG, JPEG or WebP, MP4, MOV or WebM, WAV, FLAC, OGG, M4A or MP3.");
    }
  }
}
