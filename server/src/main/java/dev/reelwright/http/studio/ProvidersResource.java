package dev.reelwright.http.studio;

import dev.reelwright.desk.PreferenceDesk;
import dev.reelwright.http.OneOf;
import dev.reelwright.http.Problem;
import dev.reelwright.http.studio.Wire.ModelJson;
import dev.reelwright.http.studio.Wire.MoneyJson;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.provider.Craft;
import dev.reelwright.provider.Provider;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.Studio;
import dev.reelwright.quote.PriceTags;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who can make what, at which price, and whether it works.
@Path("/api/studio/providers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Operation")
public class ProvidersResource {
  private final Studio studio;
  private final PriceTags prices;
  private final PreferenceDesk preferences;

  public ProvidersResource(Studio studio, PriceTags prices, PreferenceDesk preferences) {
    this.studio = studio;
    this.prices = prices;
    this.preferences = preferences;
  }

  /// @param ready whether it can be used
  /// @param needs settings of which one must be there before it can be used
  @Schema(name = "Provider")
  record ProviderJson(String name, boolean ready, List<String> needs, List<OfferJson> offers) {}

  /// @param price of one usual piece: a storyboard, a picture, a clip of eight seconds, a sentence,
  ///   a minute of music; null when none is known, and `why` says why
  @Schema(name = "Offer")
  record OfferJson(
      @OneOf(Craft.class) String craft,
      ModelJson model,
      @Nullable MoneyJson price,
      @Nullable String why) {}

  @Schema(name = "ProviderAnswer")
  record AnswerJson(boolean works, String message) {}

  @GET
  @Operation(
      operationId = "listProviders",
      summary = "Who can make what, what a usual piece costs, and what is still to be set up")
  public List<ProviderJson> list(@Context RoutingContext context) {
    var usual = preferences.find(StudioCalls.owner(context)).value().settings();
    return studio.providers().stream()
        .map(
            provider ->
                new ProviderJson(
                    provider.name(),
                    provider.needs().isEmpty(),
                    provider.needs(),
                    provider.offers().stream().map(offer -> json(offer, usual)).toList()))
        .toList();
  }

  @POST
  @Path("{provider}/check")
  @Operation(
      operationId = "checkProvider",
      summary = "Ask a provider whether it would work for us now; costs nothing")
  public AnswerJson check(@PathParam("provider") String name) throws InterruptedException {
    var provider =
        studio.providers().stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("provider", name));
    var answer = provider.check();
    return new AnswerJson(answer.works(), answer.message());
  }

  private OfferJson json(Provider.Offer offer, ProjectSettings usual) {
    var quote =
        prices.of(offer, usual).orElse(new Quote.Unpriced("there is no such model here any more"));
    var craft = StudioCalls.word(offer.craft());
    var model = Words.model(offer.model());
    return switch (quote) {
      case Quote.Priced(var amount) -> new OfferJson(craft, model, Words.money(amount), null);
      case Quote.Unpriced(var why) -> new OfferJson(craft, model, null, why);
      case Quote.Refused(var why) -> new OfferJson(craft, model, null, why);
    };
  }
}
