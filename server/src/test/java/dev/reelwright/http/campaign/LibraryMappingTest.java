package dev.reelwright.http.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.BlobHash;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.http.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LibraryMappingTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final BlobHash BLOB = new BlobHash("0".repeat(64));

  private final Recorded recorded = Recorded.of(LibraryMappingTest.class);

  @Test
  void aClientComesBackAsItWasGiven() {
    var asked = recorded.read("new_client", ClientBody.New.class);

    var client =
        LibraryMapping.client(asked, recorded.json("client").get("id").asText(), "local", NOW);

    assertThat(Recorded.stored(client)).isEqualTo(client);
    assertThat(Recorded.written(LibraryMapping.shown(client))).isEqualTo(recorded.json("client"));
  }

  @Test
  void aCampaignWithABriefOfTextComesBackAsItWasGiven() {
    var asked = recorded.read("new_campaign", CampaignBody.New.class);

    var campaign =
        LibraryMapping.campaign(asked, recorded.json("campaign").get("id").asText(), "local", NOW);

    assertThat(Recorded.stored(campaign)).isEqualTo(campaign);
    assertThat(Recorded.written(LibraryMapping.shown(campaign)))
        .isEqualTo(recorded.json("campaign"));
  }

  @Test
  void aCampaignHasOneOfThreeStates() {
    var asked = new CampaignBody.New("c", "n", null, "paused", null, null, null);

    assertThatThrownBy(() -> LibraryMapping.campaign(asked, "id", "local", NOW))
        .hasMessageContaining("paused");
  }

  @Test
  void aPictureOfACampaignComesBackWithItsSize() {
    var shown = recorded.json("image_asset");
    var asset =
        new Asset(
            new AssetId(shown.get("id").asText()),
            "local",
            null,
            shown.get("campaignId").asText(),
            shown.get("clientId").asText(),
            BLOB,
            shown.get("size").asLong(),
            "image/jpeg",
            shown.get("name").asText(),
            new MediaFacts(4000, 3000, null, null, null, null, null),
            List.of("bedroom", "windows"),
            AssetOrigin.FETCHED,
            shown.get("sourceUrl").asText(),
            Map.of(
                LibraryMapping.DESCRIPTION,
                "Morning light",
                LibraryMapping.THUMBNAIL,
                shown.get("thumbnailBlobId").asText()),
            NOW);

    assertThat(Recorded.written(LibraryMapping.shown(asset, "7"))).isEqualTo(shown);
  }

  @Test
  void aVideoOfNobodyComesBackWithItsLength() {
    var shown = recorded.json("video_asset");
    var asset =
        new Asset(
            new AssetId(shown.get("id").asText()),
            "local",
            null,
            BLOB,
            shown.get("size").asLong(),
            "video/quicktime",
            "Tour",
            new MediaFacts(1920, 1080, Duration.ofMillis(12_480), null, "25/1", "h264", null),
            List.of(),
            AssetOrigin.UPLOADED,
            null,
            NOW);

    assertThat(Recorded.written(LibraryMapping.shown(asset, ""))).isEqualTo(shown);
  }

  @Test
  void anOddAssetIsShownAsABinaryDocumentInsteadOfBreakingTheList() {
    var odd =
        new Asset(
            AssetId.fresh(),
            "local",
            null,
            BLOB,
            1,
            "x-odd",
            "odd",
            MediaFacts.NONE,
            List.of(),
            AssetOrigin.UPLOADED,
            null,
            NOW);

    var shown = LibraryMapping.shown(odd, "");

    assertThat(shown.type()).isEqualTo("document");
    assertThat(shown.format()).isEqualTo("bin");
  }
}
