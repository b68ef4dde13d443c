package dev.reelwright.http.studio;

import dev.reelwright.http.Surface;
import dev.reelwright.http.WireTypes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/// Names the records of the native API for its document.
@ApplicationScoped
public class StudioTypes {
  @Produces
  @Singleton
  WireTypes records() {
    var records = new ArrayList<Class<?>>(List.of(Wire.class.getDeclaredClasses()));
    records.addAll(
        List.of(
            ActsResource.RedoBody.class,
            ActsResource.SlotBody.class,
            ForksResource.ForkBody.class,
            ForksResource.PreviewJson.class,
            KeyResource.KeyList.class,
            KeyResource.KeyView.class,
            KeyResource.NewKey.class,
            LedgerResource.BudgetBody.class,
            LedgerResource.BudgetJson.class,
            LedgerResource.CallJson.class,
            LedgerResource.DecidedJson.class,
            LedgerResource.DecisionBody.class,
            LedgerResource.QuestionJson.class,
            OperatorResource.LaneBody.class,
            ProjectBody.class,
            SettingsBody.class,
            SettingsBody.ModelBody.class,
            ShotBody.class,
            StoryboardResource.SceneBody.class,
            TakesResource.LockBody.class,
            TakesResource.SelectBody.class));
    return new WireTypes(Surface.STUDIO, records);
  }
}
