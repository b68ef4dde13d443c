package dev.reelwright.provider.google;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The models this adapter knows. Data, read once.
final class GoogleModels {
  private static final String FILE = "/google/models.json";

  /// The file's own shape.
  private record Listed(LocalDate readOn, Map<String, String> sources, List<GoogleModel> models) {}

  private final Map<String, GoogleModel> models = new LinkedHashMap<>();

  private GoogleModels(List<GoogleModel> models) {
    models.forEach(model -> this.models.put(model.name(), model));
  }

  static GoogleModels bundled() {
    return Bundled.MODELS;
  }

  private static final class Bundled {
    static final GoogleModels MODELS = read();
  }

  private static GoogleModels read() {
    try (InputStream file =
        Objects.requireNonNull(GoogleModels.class.getResourceAsStream(FILE), FILE)) {
      var listed =
          JsonMapper.builder()
              .addModule(new JavaTimeModule())
              .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
              .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
              .build()
              .readValue(file, Listed.class);
      return new GoogleModels(listed.models());
    } catch (IOException e) {
      throw new IllegalStateException("the list of Google's models cannot be read: " + FILE, e);
    }
  }

  Optional<GoogleModel> find(String name, GoogleModel.Makes makes) {
    return Optional.ofNullable(models.get(name)).filter(model -> model.makes() == makes);
  }

  List<GoogleModel> all() {
    return List.copyOf(models.values());
  }
}
