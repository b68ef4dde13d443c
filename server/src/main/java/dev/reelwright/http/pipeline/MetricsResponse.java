package dev.reelwright.http.pipeline;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.reelwright.ledger.Money;
import dev.reelwright.production.FilmDigest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The answer of `GET /api/metrics`: all films of the caller on this surface, added up.
///
/// @param sceneCountCounts films by number of scenes; those without any are left out
/// @param totalEstimatedCost what was made, by the price list of this surface, US$
/// @param totalVideoSeconds wished lengths, whatever became of them
/// @param avgClipDuration seconds, one decimal; null when there are no films
@JsonNaming(SnakeCaseStrategy.class)
record MetricsResponse(
    int totalProjects,
    Map<String, Long> statusCounts,
    Map<String, Long> styleCounts,
    Map<String, Long> aspectRatioCounts,
    Map<String, Long> textModelCounts,
    Map<String, Long> imageModelCounts,
    Map<String, Long> videoModelCounts,
    Map<String, Long> audioCounts,
    Map<String, Long> sceneCountCounts,
    BigDecimal totalEstimatedCost,
    long totalVideoSeconds,
    @Nullable BigDecimal avgClipDuration) {

  private record Film(FilmDigest digest, GenerateRequest asked) {}

  static MetricsResponse of(List<FilmDigest> digests, PipelineModels models) {
    var films =
        digests.stream().map(film -> new Film(film, PipelineIntake.askedFor(film))).toList();
    var cost =
        films.stream()
            .map(film -> models.cost(film.asked(), film.digest().made()))
            .reduce(Money.zero(Money.USD), Money::plus);
    return new MetricsResponse(
        films.size(),
        counted(films, film -> PipelineViews.status(film.digest())),
        counted(films, film -> film.asked().style()),
        counted(films, film -> film.asked().aspectRatio()),
        counted(films, film -> film.asked().textModel()),
        counted(films, film -> film.asked().imageModel()),
        counted(films, film -> film.asked().videoModel()),
        counted(films, film -> film.asked().enableAudio() ? "enabled" : "disabled"),
        counted(
            films.stream().filter(film -> film.digest().progress().shots() > 0).toList(),
            film -> Integer.toString(film.digest().progress().shots())),
        PipelineViews.dollars(cost),
        films.stream().mapToLong(film -> film.asked().totalDuration()).sum(),
        meanClip(films));
  }

  private static Map<String, Long> counted(List<Film> films, Function<Film, String> property) {
    var counts = new TreeMap<String, Long>();
    for (var film : films) {
      var value = property.apply(film);
      if (!value.isEmpty()) {
        counts.merge(value, 1L, Long::sum);
      }
    }
    return counts;
  }

  private static @Nullable BigDecimal meanClip(List<Film> films) {
    if (films.isEmpty()) {
      return null;
    }
    var sum = films.stream().mapToLong(film -> film.asked().clipDuration()).sum();
    return BigDecimal.valueOf(sum)
        .divide(BigDecimal.valueOf(films.size()), 1, RoundingMode.HALF_UP);
  }
}
