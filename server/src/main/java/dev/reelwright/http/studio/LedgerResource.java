package dev.reelwright.http.studio;

import dev.reelwright.desk.Acting;
import dev.reelwright.desk.Looking;
import dev.reelwright.desk.MoneyDesk;
import dev.reelwright.engine.Question;
import dev.reelwright.engine.Verdict;
import dev.reelwright.http.OneOf;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.MoneyJson;
import dev.reelwright.ledger.AttemptId;
import dev.reelwright.ledger.AttemptState;
import dev.reelwright.ledger.BudgetCaps;
import dev.reelwright.ledger.BudgetScope;
import dev.reelwright.ledger.Money;
import dev.reelwright.quote.StepCosts;
import dev.reelwright.take.SlotRole;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Money: budgets, what each call cost, and calls that wait for a verdict.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Money")
public class LedgerResource {
  private final StudioCalls calls;
  private final Acting acting;
  private final MoneyDesk desk;
  private final Looking looking;
  private final StepCosts costs;

  public LedgerResource(
      StudioCalls calls, Acting acting, MoneyDesk desk, Looking looking, StepCosts costs) {
    this.calls = calls;
    this.acting = acting;
    this.desk = desk;
    this.looking = looking;
    this.costs = costs;
  }

  /// @param currency ISO 4217, `USD` when absent
  /// @param cap units of the currency that may be spent, such as `25.50`, or null for any amount
  /// @param calls paid calls that may be made, or null for any number
  @Schema(name = "BudgetBody")
  record BudgetBody(@Nullable String currency, @Nullable String cap, @Nullable Long calls) {}

  /// @param verdict `again`, `lost` or `look`
  @Schema(name = "DecisionBody")
  record DecisionBody(@OneOf(Verdict.class) @Nullable String verdict) {}

  @Schema(name = "Decided")
  record DecidedJson(String attempt, @OneOf(Verdict.class) String verdict) {}

  /// @param period a UTC day; empty for a budget without end and for the rule of all days
  @Schema(name = "Budget")
  record BudgetJson(
      @OneOf(BudgetScope.class) String scope,
      String subject,
      String period,
      String currency,
      @Nullable MoneyJson cap,
      @Nullable Long calls,
      MoneyJson held,
      MoneyJson spent,
      long heldCalls,
      long spentCalls) {}

  @Schema(name = "Question")
  record QuestionJson(
      String attempt,
      String project,
      String run,
      String step,
      String stage,
      String provider,
      String model,
      @Nullable String job,
      MoneyJson quoted,
      Instant intendedAt,
      String why,
      List<String> verdicts) {}

  @Schema(name = "CallCost")
  record CallJson(
      String attempt,
      String step,
      String run,
      @Nullable String shot,
      @OneOf(SlotRole.class) @Nullable String role,
      int number,
      String provider,
      String model,
      @OneOf(AttemptState.class) String state,
      @Nullable String job,
      MoneyJson quoted,
      @Nullable MoneyJson charged,
      @Nullable String outcome,
      Instant intendedAt) {}

  @GET
  @Path("budgets")
  @Operation(operationId = "listBudgets", summary = "What may be spent, and what is left of it")
  public List<BudgetJson> budgets(@Context RoutingContext context) {
    return acting.perform(desk.budgets(StudioCalls.owner(context))).stream()
        .map(LedgerResource::json)
        .toList();
  }

  @PUT
  @Path("budgets/{scope}/{subject}")
  @Operation(
      operationId = "setBudget",
      summary =
          "Cap what an owner, a project, a run or a day may cost; runs that waited for room go on")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = BudgetJson.class)))
  public Response setBudget(
      @Context RoutingContext context,
      @PathParam("scope") String scope,
      @PathParam("subject") String subject,
      @Nullable BudgetBody body) {
    if (body == null) {
      throw StudioCalls.invalid("body", "cap", "say what the caps are", null);
    }
    var line =
        acting.perform(
            desk.setBudget(
                StudioCalls.owner(context),
                StudioCalls.word("path", "scope", BudgetScope.class, scope),
                subject,
                currency(body.currency()),
                micros(body.cap()),
                body.calls()));
    return Response.ok(json(line)).build();
  }

  @GET
  @Path("decisions")
  @Operation(
      operationId = "listDecisions",
      summary = "Calls of which nobody knows whether they were paid, oldest first")
  public List<QuestionJson> decisions(@Context RoutingContext context) {
    return acting.perform(desk.questions(StudioCalls.owner(context))).stream()
        .map(LedgerResource::json)
        .toList();
  }

  @POST
  @Path("decisions/{attempt}")
  @Operation(
      operationId = "decide",
      summary =
          "Decide once: send it again (counted as a possible payment), give it up, or look for it"
              + " again")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DecidedJson.class)))
  public Response decide(
      @Context RoutingContext context,
      @PathParam("attempt") String attempt,
      @Nullable DecisionBody body) {
    if (body == null || body.verdict() == null) {
      throw StudioCalls.invalid("body", "verdict", "must be again, lost or look", null);
    }
    var verdict = StudioCalls.word("body", "verdict", Verdict.class, body.verdict());
    var id = StudioCalls.id("attempt", attempt, AttemptId::new);
    return calls.post(
        context,
        desk.decide(StudioCalls.owner(context), id, verdict),
        decided -> Reply.ok(new DecidedJson(decided.value(), StudioCalls.word(verdict))));
  }

  @GET
  @Path("projects/{project}/calls")
  @Operation(
      operationId = "listCalls",
      summary = "Each call of a project with what it cost, newest first")
  public List<CallJson> calls(@Context RoutingContext context, @PathParam("project") String id) {
    var project = looking.project(StudioCalls.owner(context), ProjectsResource.id(id));
    return costs.of(project.id()).stream().map(LedgerResource::json).toList();
  }

  /// The desk says which amounts make sense.
  private static @Nullable Long micros(@Nullable String cap) {
    if (cap == null) {
      return null;
    }
    if (!cap.matches("-?\\d{1,12}(\\.\\d{1,6})?")) {
      throw StudioCalls.invalid("body", "cap", "must be an amount such as 25.50", cap);
    }
    return new BigDecimal(cap).movePointRight(6).longValueExact();
  }

  private static Currency currency(@Nullable String code) {
    try {
      return code == null ? Money.USD : Currency.getInstance(code);
    } catch (IllegalArgumentException _) {
      throw StudioCalls.invalid(
          "body", "currency", "must be a code of ISO 4217, such as USD", code);
    }
  }

  private static BudgetJson json(BudgetCaps.Line line) {
    return new BudgetJson(
        StudioCalls.word(line.scope()),
        line.subject(),
        line.period(),
        line.currency().getCurrencyCode(),
        line.capMicros() == null ? null : Words.money(new Money(line.capMicros(), line.currency())),
        line.capCalls(),
        Words.money(line.held()),
        Words.money(line.spent()),
        line.heldCalls(),
        line.spentCalls());
  }

  private static QuestionJson json(Question question) {
    return new QuestionJson(
        question.attempt().value(),
        question.project().value(),
        question.run().value(),
        question.step().value(),
        question.stage(),
        question.provider(),
        question.model(),
        question.job(),
        Words.money(question.quote()),
        question.intendedAt(),
        question.why(),
        question.isRunOver() ? List.of("lost", "look") : List.of("again", "lost", "look"));
  }

  private static CallJson json(StepCosts.Line line) {
    var role = line.role();
    return new CallJson(
        line.attempt(),
        line.step(),
        line.run(),
        line.shot(),
        role == null ? null : role.toLowerCase(java.util.Locale.ROOT),
        line.number(),
        line.provider(),
        line.model(),
        StudioCalls.word(line.state()),
        line.job(),
        Words.money(line.quoted()),
        line.charged() == null ? null : Words.money(line.charged()),
        line.outcome(),
        line.intendedAt());
  }
}
