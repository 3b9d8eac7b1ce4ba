package org.takeup.store;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.mongodb.client.model.Sorts;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.takeup.attack.Attack;
import org.takeup.attack.BothPlacements;
import org.takeup.attack.Kind;
import org.takeup.tenant.Tenant.Placement;

/** The one door to tenants' documents, in both placements. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TenantCollectionIT {
    private final TenantWatch watch = new TenantWatch();
    private final CollectionSpec notes = CollectionSpec.named(
                    "notes_" + UUID.randomUUID().toString().replace("-", ""))
            .unique("title");
    private Store store;

    @BeforeAll
    void open() {
        store = TestStores.open(watch);
    }

    @AfterAll
    void close() {
        store.close();
        assertEquals(List.of(), watch.offences());
    }

    private TenantCollection of(String tenant, Placement placement) {
        boolean dedicated = placement == Placement.DEDICATED;
        store.createIndexes(tenant, dedicated, notes);
        return store.tenant(tenant, dedicated, notes);
    }

    private static String tenant() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 24);
    }

    @Attack(
            value = "the same id and the same unique value in two tenants",
            kind = Kind.OTHER,
            threats = {"T2", "T12"},
            at = "every collection")
    @BothPlacements
    void twoTenantsUseTheSameIdsAndUniqueValuesAndNeverMeet(Placement placement) {
        var acme = of(tenant(), placement);
        var other = of(tenant(), placement);
        assertTrue(acme.insert("1", new Document("title", "plan").append("owner", "acme")));
        assertTrue(other.insert("1", new Document("title", "plan").append("owner", "other")));

        assertEquals("acme", acme.find("1").orElseThrow().getString("owner"));
        assertEquals(1, acme.count(eq("title", "plan")));
        assertEquals(1, acme.updateAll(eq("title", "plan"), set("seen", true)));
        assertFalse(other.find("1").orElseThrow().containsKey("seen"));
        assertTrue(acme.delete("1"));
        assertEquals("other", other.find("1").orElseThrow().getString("owner"));
    }

    /** Also with ids that end where those of the next tenant begin, and with fewer, as many and more than a page. */
    @BothPlacements
    void pagesHaveEveryDocumentOfTheTenantOnceInTheOrderOfIds(Placement placement) {
        String tenant = tenant();
        var acme = of(tenant, placement);
        var other = of(tenant.substring(0, 23) + (tenant.endsWith("f") ? "e" : "f"), placement);
        for (int n = 0; n < 5; n++) {
            acme.insert("n" + n, new Document("title", "t" + n).append("even", n % 2 == 0));
            other.insert("n" + n, new Document("title", "t" + n).append("even", n % 2 == 0));
        }
        acme.insert("\uffff", new Document("title", "last").append("even", true));
        for (int most : List.of(1, 3, 4, 100)) {
            List<String> met = acme.inPages(eq("even", true), most)
                    .map(TenantCollection::id)
                    .toList();
            assertEquals(List.of("n0", "n2", "n4", "\uffff"), met, most + " a page");
        }
        assertEquals(0, acme.inPages(eq("even", "never"), 2).count());
    }

    @BothPlacements
    void aStretchOfIdsHasThoseOfTheTenantThatBeginWithItAndGoOn(Placement placement) {
        String tenant = tenant();
        var acme = of(tenant, placement);
        var other = of(tenant.substring(0, 23) + (tenant.endsWith("f") ? "e" : "f"), placement);
        for (String id : List.of("w1", "w1:", "w1:a", "w1:b", "w1:\uffff", "w10:a", "w2:a", "w1;a", "w")) {
            acme.insert(id, new Document("title", id));
            other.insert(id, new Document("title", id));
        }
        for (int most : List.of(1, 2, 3, 100)) {
            List<String> met =
                    acme.beginning("w1:", most).map(TenantCollection::id).toList();
            assertEquals(List.of("w1:a", "w1:b", "w1:\uffff"), met, most + " a page");
        }
        assertEquals(0, acme.beginning("w3:", 2).count());
    }

    /** What is deleted or moved behind while a page is worked at is no trouble. */
    @BothPlacements
    void pagesGoOnBehindWhatWasDeletedMeanwhile(Placement placement) {
        var acme = of(tenant(), placement);
        for (int n = 0; n < 5; n++) {
            acme.insert("n" + n, new Document("title", "t" + n));
        }
        var met = new ArrayList<String>();
        acme.inPages(new Document(), 2).map(TenantCollection::id).forEach(id -> {
            met.add(id);
            acme.delete(id);
        });
        assertEquals(List.of("n0", "n1", "n2", "n3", "n4"), met);
    }

    @BothPlacements
    void aTakenIdAndATakenUniqueValueAreRefusedAndChangeNothing(Placement placement) {
        var acme = of(tenant(), placement);
        assertTrue(acme.insert("1", new Document("title", "plan")));
        assertFalse(acme.insert("1", new Document("title", "another")));
        assertFalse(acme.insert("2", new Document("title", "plan")));
        assertEquals("plan", acme.find("1").orElseThrow().getString("title"));
        assertTrue(acme.find("2").isEmpty());
    }

    @BothPlacements
    void upsertsBulksAndPipelinesStayInTheTenant(Placement placement) {
        var acme = of(tenant(), placement);
        var other = of(tenant(), placement);
        acme.upsert("a", inc("n", 1));
        other.write(List.of(
                new TenantCollection.Write.Upsert("a", inc("n", 5)),
                new TenantCollection.Write.Put("b", new Document("n", 7).append("title", "b")),
                new TenantCollection.Write.Delete("zzz")));
        assertEquals(2, acme.merge("a", inc("n", 1)).getInteger("n"));
        assertEquals(
                "a",
                TenantCollection.id(acme.take(eq("n", 2), Sorts.ascending("n"), set("title", "t"))
                        .orElseThrow()));

        var sum = new ArrayList<Document>();
        other.aggregate(List.of(
                        new Document("$group", new Document("_id", null).append("n", new Document("$sum", "$n")))))
                .forEach(sum::add);
        assertEquals(12, sum.getFirst().getInteger("n"));
    }

    @BothPlacements
    void aWriteThatExpectedAnotherDocumentChangesNothingAndSaysSo(Placement placement) {
        var acme = of(tenant(), placement);
        acme.write(List.of(new TenantCollection.Write.Insert("1", new Document("title", "one").append("rev", 1))));
        acme.write(List.of(
                new TenantCollection.Write.Replace("1", eq("rev", 1), new Document("title", "two").append("rev", 2))));
        assertEquals("two", acme.find("1").orElseThrow().getString("title"));

        var late = new TenantCollection.Write.Replace("1", eq("rev", 1), new Document("title", "late"));
        assertThrows(TenantCollection.Overtaken.class, () -> acme.write(List.of(late)));
        var again = new TenantCollection.Write.Insert("1", new Document("title", "again"));
        assertThrows(TenantCollection.Overtaken.class, () -> acme.write(List.of(again)));
        assertEquals("two", acme.find("1").orElseThrow().getString("title"));
    }

    @BothPlacements
    void manyIdsAreReadAtOnceAndAConditionIsHeldAgainstTheOneWithTheId(Placement placement) {
        var acme = of(tenant(), placement);
        var other = of(tenant(), placement);
        for (String id : List.of("a", "b/c", "d")) {
            acme.insert(id, new Document("title", id));
            other.insert(id, new Document("title", "other " + id));
        }
        var found = new ArrayList<String>();
        acme.findAll(List.of("a", "b/c", "missing")).forEach(each -> found.add(each.getString("title")));
        assertEquals(java.util.Set.of("a", "b/c"), java.util.Set.copyOf(found));
        assertFalse(acme.updateIf("a", eq("title", "d"), set("title", "x")));
        assertTrue(acme.updateIf("a", eq("title", "a"), set("title", "x")));
    }

    @Attack(
            value = "filters, updates and pipeline stages that leave the tenant",
            kind = Kind.OTHER,
            threats = {"T2", "T11"},
            at = "every collection")
    @BothPlacements
    void whatCouldLeaveTheTenantIsRefused(Placement placement) {
        var acme = of(tenant(), placement);
        assertThrows(IllegalArgumentException.class, () -> acme.insert("1", new Document("t", "other")));
        assertThrows(IllegalArgumentException.class, () -> acme.put("1", new Document("_id", "x")));
        assertThrows(IllegalArgumentException.class, () -> acme.update("1", set("t", "other")));
        assertThrows(IllegalArgumentException.class, () -> acme.upsert("1", set("_id.t", "other")));
        for (String stage : List.of("$lookup", "$unionWith", "$out", "$merge", "$graphLookup")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> acme.aggregate(List.of(new Document(stage, new Document("from", "notes")))));
        }
        var hidden = new Document("$facet", new Document("x", List.of(new Document("$lookup", new Document()))));
        assertThrows(IllegalArgumentException.class, () -> acme.aggregate(List.of(hidden)));
    }
}
