package dev.reelwright.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.asset.AssetStore;
import dev.reelwright.asset.BlobJanitor;
import dev.reelwright.asset.MediaFacts;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectStore;
import dev.reelwright.store.Database;
import dev.reelwright.store.Ids;
import dev.reelwright.store.Page;
import dev.reelwright.store.PageCursor;
import dev.reelwright.store.Samples;
import dev.reelwright.store.StoreContract;
import dev.reelwright.store.TestDatabases;
import dev.reelwright.take.Take;
import dev.reelwright.take.TakeStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Clients and campaigns, and what goes with them.
class ClientStoreTest {
  abstract static class ClientStoreContract extends StoreContract {
    private final ClientStore clients = new ClientStore();
    private final CampaignStore campaigns = new CampaignStore();
    private final AssetStore assets = new AssetStore(blobs);

    ClientStoreContract(Supplier<Database> source) {
      super(source);
    }

    @Test
    void findsAClientAsItWasStored() {
      var client = stored(client("ann", NOW));

      assertThat(find(client)).contains(client);
    }

    @Test
    void findsACampaignAsItWasStored() {
      var client = stored(client("ann", NOW));
      for (Object brief : new Object[] {Map.of("tone", List.of("warm", 3)), "a text"}) {
        var campaign = stored(campaign(client, brief, NOW));

        assertThat(find(campaign)).contains(campaign);
      }
    }

    @Test
    void keepsACampaignWithoutABrief() {
      var campaign = stored(campaign(stored(client("ann", NOW)), null, NOW));

      assertThat(find(campaign)).contains(campaign);
    }

    @Test
    void refusesACampaignOfNobody() {
      var campaign = campaign(client("ann", NOW), null, NOW);

      assertThatThrownBy(() -> stored(campaign)).hasMessageContaining("constraint");
    }

    @Test
    void listsClientsOfAnOwnerNewestFirstPageByPage() {
      var all = new ArrayList<Client>();
      for (int i = 0; i < 5; i++) {
        all.addFirst(stored(client("ann", NOW.plusSeconds(i / 2))));
      }
      stored(client("ben", NOW));

      var first = clients("ann", 3, null);
      var rest = clients("ann", 3, first.next().orElseThrow());

      assertThat(first.items()).isEqualTo(all.subList(0, 3));
      assertThat(rest.items()).isEqualTo(all.subList(3, 5));
      assertThat(rest.next()).isEmpty();
      assertThat(clients(null, 10, null).items()).hasSize(6);
    }

    @Test
    void listsCampaignsOfAClientNewestFirstPageByPage() {
      var client = stored(client("ann", NOW));
      var all = new ArrayList<Campaign>();
      for (int i = 0; i < 5; i++) {
        all.addFirst(stored(campaign(client, null, NOW.plusSeconds(i / 2))));
      }
      stored(campaign(stored(client("ann", NOW)), null, NOW));
      stored(campaign(stored(client("ben", NOW)), null, NOW));

      var first = campaigns(null, client.id(), 3, null);
      var rest = campaigns(null, client.id(), 3, first.next().orElseThrow());

      assertThat(first.items()).isEqualTo(all.subList(0, 3));
      assertThat(rest.items()).isEqualTo(all.subList(3, 5));
      assertThat(campaigns("ann", null, 10, null).items()).hasSize(6);
      assertThat(campaigns(null, null, 10, null).items()).hasSize(7);
    }

    @Test
    void updatesAClientOnceForEachVersionThatWasRead() {
      var client = stored(client("ann", NOW));
      var first = renamed(client, "First");
      var second = renamed(client, "Second");

      boolean changed = database.write(handle -> clients.update(handle, first, NOW));
      boolean lost = database.write(handle -> clients.update(handle, second, NOW));

      assertThat(changed).isTrue();
      assertThat(lost).isFalse();
      var found = find(client).orElseThrow();
      assertThat(found.name()).isEqualTo("First");
      assertThat(found.createdAt()).isEqualTo(NOW);
      assertThat(found.updatedAt()).isAfter(NOW);
    }

    @Test
    void updatesACampaignOnceForEachVersionThatWasRead() {
      var campaign = stored(campaign(stored(client("ann", NOW)), "old", NOW));
      var later = NOW.plusSeconds(1);

      boolean changed =
          database.write(
              handle -> campaigns.update(handle, briefed(campaign, Map.of("new", 1)), later));
      boolean lost =
          database.write(handle -> campaigns.update(handle, briefed(campaign, "newer"), later));

      assertThat(changed).isTrue();
      assertThat(lost).isFalse();
      var found = find(campaign).orElseThrow();
      assertThat(found.brief()).isEqualTo(Map.of("new", 1));
      assertThat(found.status()).isEqualTo(Campaign.Status.ARCHIVED);
      assertThat(found.updatedAt()).isEqualTo(later);
    }

    @Test
    void removesAClientWithItsCampaignsAndTheAssetsOfBoth() {
      var client = stored(client("ann", NOW));
      var campaign = stored(campaign(client, null, NOW));
      var other = stored(campaign(stored(client("ann", NOW)), null, NOW));
      var ofClient = uploaded(null, client);
      var ofCampaign = uploaded(campaign, null);
      var ofOther = uploaded(other, null);

      assertThat(removeClient(client)).isTrue();

      assertThat(removeClient(client)).isFalse();
      assertThat(find(client)).isEmpty();
      assertThat(find(campaign)).isEmpty();
      assertThat(find(other)).isPresent();
      assertThat(find(ofClient)).isEmpty();
      assertThat(find(ofCampaign)).isEmpty();
      assertThat(find(ofOther)).contains(ofOther);
      assertThat(rows("SELECT COUNT(*) FROM asset")).isEqualTo(1);
    }

    @Test
    void removesACampaignWithItsAssetsAndLeavesTheClient() {
      var client = stored(client("ann", NOW));
      var campaign = stored(campaign(client, null, NOW));
      var ofClient = uploaded(null, client);
      var ofCampaign = uploaded(campaign, null);

      assertThat(removeCampaign(campaign)).isTrue();

      assertThat(removeCampaign(campaign)).isFalse();
      assertThat(find(campaign)).isEmpty();
      assertThat(find(ofCampaign)).isEmpty();
      assertThat(find(client)).isPresent();
      assertThat(find(ofClient)).isPresent();
    }

    @Test
    void keepsTheProjectsOfARemovedClient() {
      var client = stored(client("ann", NOW));
      var campaign = stored(campaign(client, null, NOW));
      var project = stored(projectFor(campaign));

      removeClient(client);

      var found = find(project);
      assertThat(found.clientId()).isNull();
      assertThat(found.campaignId()).isNull();
      assertThat(found.title()).isEqualTo(project.title());
    }

    @Test
    void keepsTheProjectsOfARemovedCampaignAndTheirClient() {
      var client = stored(client("ann", NOW));
      var campaign = stored(campaign(client, null, NOW));
      var project = stored(projectFor(campaign));

      removeCampaign(campaign);

      var found = find(project);
      assertThat(found.clientId()).isEqualTo(client.id());
      assertThat(found.campaignId()).isNull();
    }

    @Test
    void keepsTheFileOfATakeWhenItsCampaignGoes() {
      var campaign = stored(campaign(stored(client("ann", NOW)), null, NOW));
      var asset = uploaded(campaign, null);
      var take = storedTake(asset);

      removeCampaign(campaign);

      assertKeptForTake(take, asset);
    }

    @Test
    void keepsTheFilesOfTakesWhenTheirClientGoes() {
      var client = stored(client("ann", NOW));
      var ofClient = uploaded(null, client);
      var ofCampaign = uploaded(stored(campaign(client, null, NOW)), null);
      var one = storedTake(ofClient);
      var two = storedTake(ofCampaign);

      removeClient(client);

      assertKeptForTake(one, ofClient);
      assertKeptForTake(two, ofCampaign);
    }

    private void assertKeptForTake(Take take, Asset asset) {
      var sweep = NOW.plus(Duration.ofDays(3));
      new BlobJanitor(database, blobs, InstantSource.fixed(sweep)).sweep();
      var kept = database.read(handle -> new TakeStore().find(handle, take.id()));
      assertThat(kept).map(Take::assetId).contains(asset.id());
      assertThat(find(asset)).as("out of sight").isEmpty();
      assertThat(blobs.contains(asset.blob())).isTrue();
    }

    private Client stored(Client client) {
      database.update(handle -> clients.insert(handle, client));
      return client;
    }

    private Campaign stored(Campaign campaign) {
      database.update(handle -> campaigns.insert(handle, campaign));
      return campaign;
    }

    private Take storedTake(Asset asset) {
      var take = Samples.take(storedFilm("ann", 1).clip(0), asset.id());
      return database.write(handle -> new TakeStore().insert(handle, take));
    }

    private Asset uploaded(@Nullable Campaign campaign, @Nullable Client client) {
      var asset =
          new Asset(
              AssetId.fresh(),
              "ann",
              null,
              campaign == null ? null : campaign.id(),
              client == null ? null : client.id(),
              put("logo"),
              4,
              "image/png",
              "logo.png",
              MediaFacts.NONE,
              List.of(),
              AssetOrigin.UPLOADED,
              null,
              Map.of(),
              NOW);
      database.update(handle -> assets.insert(handle, asset));
      return asset;
    }

    private Optional<Client> find(Client client) {
      return database.read(handle -> clients.find(handle, client.id()));
    }

    private Optional<Campaign> find(Campaign campaign) {
      return database.read(handle -> campaigns.find(handle, campaign.id()));
    }

    private Optional<Asset> find(Asset asset) {
      return database.read(handle -> assets.find(handle, asset.id()));
    }

    private Project find(Project project) {
      return database.read(handle -> new ProjectStore().find(handle, project.id()).orElseThrow());
    }

    private Page<Client> clients(@Nullable String owner, int limit, @Nullable PageCursor after) {
      return database.read(handle -> clients.list(handle, owner, limit, after));
    }

    private Page<Campaign> campaigns(
        @Nullable String owner, @Nullable String client, int limit, @Nullable PageCursor after) {
      return database.read(handle -> campaigns.list(handle, owner, client, limit, after));
    }

    private boolean removeClient(Client client) {
      return database.write(handle -> clients.remove(handle, client.id(), NOW));
    }

    private boolean removeCampaign(Campaign campaign) {
      return database.write(handle -> campaigns.remove(handle, campaign.id(), NOW));
    }

    private long rows(String sql) {
      return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static Client client(String owner, Instant createdAt) {
      return new Client(
          Ids.fresh(),
          owner,
          "灯 Lighthouse Ltd",
          Map.of("homepage", "https://example.org", "metadata", Map.of("n", 1)),
          createdAt,
          createdAt);
    }

    private static Client renamed(Client client, String name) {
      return new Client(
          client.id(),
          client.owner(),
          name,
          client.attributes(),
          client.createdAt(),
          client.updatedAt());
    }

    private static Campaign campaign(Client client, @Nullable Object brief, Instant createdAt) {
      return new Campaign(
          Ids.fresh(),
          client.owner(),
          client.id(),
          "Spring",
          Campaign.Status.DRAFT,
          brief,
          Map.of("goal", "be seen"),
          createdAt,
          createdAt);
    }

    private static Campaign briefed(Campaign campaign, Object brief) {
      return new Campaign(
          campaign.id(),
          campaign.owner(),
          campaign.clientId(),
          campaign.name(),
          Campaign.Status.ARCHIVED,
          brief,
          campaign.attributes(),
          campaign.createdAt(),
          campaign.updatedAt());
    }

    private static Project projectFor(Campaign campaign) {
      var project = Samples.project(campaign.owner());
      return new Project(
          project.id(),
          project.owner(),
          project.surface(),
          project.recipe(),
          project.title(),
          project.brief(),
          project.settings(),
          null,
          null,
          null,
          campaign.id(),
          campaign.clientId(),
          project.priority(),
          project.wake(),
          project.version(),
          project.extra(),
          project.createdAt(),
          project.updatedAt());
    }
  }

  @Nested
  class OnSqlite extends ClientStoreContract {
    OnSqlite() {
      super(TestDatabases::sqlite);
    }
  }

  @Nested
  class OnPostgres extends ClientStoreContract {
    OnPostgres() {
      super(TestDatabases::postgres);
    }
  }
}
