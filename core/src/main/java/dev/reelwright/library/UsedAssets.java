package dev.reelwright.library;

import java.time.Instant;
import org.jdbi.v3.core.Handle;

/// The assets of a client or campaign go with it, but a take keeps its file whatever becomes of the
/// campaign it was uploaded for: such an asset is taken out of sight and out of the campaign, so
/// that its row and its bytes stay.
final class UsedAssets {
  private static final String KEEP =
      """
      UPDATE asset
         SET client_id = NULL, campaign_id = NULL, deleted_at = COALESCE(deleted_at, :now)
       WHERE EXISTS (SELECT 1 FROM take WHERE take.asset_id = asset.id)
      """;

  private UsedAssets() {}

  static void keepOfClient(Handle handle, String client, Instant now) {
    handle
        .createUpdate(
            KEEP
                + """
                   AND (client_id = :client
                        OR campaign_id IN (SELECT id FROM campaign WHERE client_id = :client))
                  """)
        .bind("client", client)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  static void keepOfCampaign(Handle handle, String campaign, Instant now) {
    handle
        .createUpdate(KEEP + " AND campaign_id = :campaign")
        .bind("campaign", campaign)
        .bind("now", now.toEpochMilli())
        .execute();
  }
}
