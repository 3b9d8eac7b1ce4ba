package org.takeup.survey;

import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;
import org.takeup.people.Segment;
import org.takeup.questionnaire.Use;
import org.takeup.store.TenantCollection;

/** How a wave is written in the store, without its key and its questions. */
final class WaveDocument {
    private WaveDocument() {}

    static Document write(Wave wave) {
        var stored = new Document("title", wave.title())
                .append("state", wave.state().name())
                .append("opened", Date.from(wave.opened()))
                .append("closes", Date.from(wave.closes()))
                .append("instrument", instrument(wave.instrument()))
                .append("audience", audience(wave.audience()))
                .append("privacy", wave.privacy().mode().name())
                .append("smallestGroup", wave.privacy().smallestGroup())
                .append("units", wave.units())
                .append("participation", participation(wave.participation()))
                .append("fieldwork", fieldwork(wave.fieldwork()));
        wave.closed().ifPresent(closed -> stored.append("closed", Date.from(closed)));
        return stored;
    }

    static Wave read(Document stored) {
        return new Wave(
                TenantCollection.id(stored),
                stored.getString("title"),
                Wave.State.valueOf(stored.getString("state")),
                stored.getDate("opened").toInstant(),
                stored.getDate("closes").toInstant(),
                Optional.ofNullable(stored.getDate("closed")).map(Date::toInstant),
                instrument(stored.get("instrument", Document.class)),
                audience(stored.get("audience", Document.class)),
                new Confidentiality(
                        Confidentiality.Mode.valueOf(stored.getString("privacy")), stored.getInteger("smallestGroup")),
                stored.getList("units", String.class),
                participation(stored.getList("participation", Document.class)),
                fieldwork(stored.get("fieldwork", Document.class)));
    }

    static Document fieldwork(Fieldwork fieldwork) {
        return new Document("zone", fieldwork.zone().getId())
                .append("sparing", fieldwork.sparing())
                .append("invites", fieldwork.invites())
                .append("reminders", fieldwork.reminders())
                .append("answers", fieldwork.quota().answers())
                .append("answersOfUnit", fieldwork.quota().ofUnit())
                .append("messenger", fieldwork.messenger().name())
                .append("pilot", fieldwork.pilot());
    }

    private static Fieldwork fieldwork(Document stored) {
        return new Fieldwork(
                ZoneId.of(stored.getString("zone")),
                stored.getBoolean("sparing"),
                stored.getBoolean("invites"),
                stored.getList("reminders", Integer.class),
                new Fieldwork.Quota(stored.getInteger("answers"), stored.getInteger("answersOfUnit")),
                Fieldwork.Messenger.valueOf(stored.getString("messenger")),
                stored.getBoolean("pilot"));
    }

    static Document audience(Audience audience) {
        return switch (audience) {
            case Audience.Whole whole -> new Document("segment", whole.segment().key());
            case Audience.Named named -> new Document("people", named.people());
            case Audience.Drawn drawn ->
                new Document("segment", drawn.segment().key()).append("sample", sample(drawn.sample(), drawn.limits()));
            case Audience.Panel panel ->
                new Document("segment", panel.segment().key())
                        .append("sample", sample(panel.sample(), Map.of()))
                        .append("draw", panel.draw())
                        .append("drawn", panel.people());
        };
    }

    private static Document sample(Sample sample, Map<String, String> drawn) {
        // Units are values here and no names of fields: they may hold dots.
        List<Document> limits = drawn.entrySet().stream()
                .map(each -> new Document("unit", each.getKey()).append("limit", each.getValue()))
                .toList();
        return new Document("number", sample.number())
                .append("percent", sample.percent())
                .append("byUnit", sample.byUnit())
                .append("seed", sample.seed())
                .append("limits", limits);
    }

    private static Audience audience(Document stored) {
        if (stored.containsKey("people")) {
            return new Audience.Named(stored.getInteger("people"));
        }
        Segment segment = Segment.parse(stored.getString("segment")).orElseThrow();
        Document sample = stored.get("sample", Document.class);
        if (sample == null) {
            return new Audience.Whole(segment);
        }
        return stored.containsKey("draw")
                ? new Audience.Panel(segment, sample(sample), stored.getString("draw"), stored.getInteger("drawn"))
                : drawn(segment, sample);
    }

    private static Sample sample(Document stored) {
        return new Sample(
                stored.getInteger("number"),
                stored.getBoolean("percent"),
                stored.getBoolean("byUnit"),
                stored.getString("seed"));
    }

    private static Audience drawn(Segment segment, Document stored) {
        var limits = new TreeMap<String, String>();
        stored.getList("limits", Document.class)
                .forEach(each -> limits.put(each.getString("unit"), each.getString("limit")));
        return new Audience.Drawn(segment, sample(stored), limits);
    }

    static List<Document> participation(Participation participation) {
        return participation.units().stream()
                .map(unit -> new Document("unit", unit.unit())
                        .append("invited", unit.invited())
                        .append("started", unit.started())
                        .append("finished", unit.finished()))
                .toList();
    }

    static Participation participation(List<Document> stored) {
        return Participation.of(stored.stream()
                .map(unit -> new Participation.OfUnit(
                        unit.getString("unit"),
                        unit.getLong("invited"),
                        unit.getLong("started"),
                        unit.getLong("finished")))
                .toList());
    }

    static Document instrument(Instrument instrument) {
        return new Document("plugin", instrument.plugin())
                .append("pluginVersion", instrument.pluginVersion())
                .append("id", instrument.id())
                .append("version", instrument.version())
                .append("name", SnapshotDocument.text(instrument.name()))
                .append("purpose", SnapshotDocument.text(instrument.purpose()))
                .append("minutes", instrument.minutes())
                .append("uses", Use.words(instrument.uses()));
    }

    private static Instrument instrument(Document stored) {
        return new Instrument(
                stored.getString("plugin"),
                stored.getString("pluginVersion"),
                stored.getString("id"),
                stored.getString("version"),
                SnapshotDocument.text(stored, "name"),
                SnapshotDocument.text(stored, "purpose"),
                stored.getInteger("minutes"),
                // Of a wave that was stored before questionnaires said so, the migration, the restoring of its archive
                // or its closing has.
                Use.read(stored.getList("uses", String.class, List.of())));
    }
}
