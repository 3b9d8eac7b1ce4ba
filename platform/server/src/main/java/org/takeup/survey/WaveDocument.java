package org.takeup.survey;

import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.people.Segment;
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
                .append("segment", wave.segment().key())
                .append("smallestGroup", wave.privacy().smallestGroup())
                .append("units", wave.units())
                .append("participation", participation(wave.participation()));
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
                Segment.parse(stored.getString("segment")).orElseThrow(),
                new Confidentiality(stored.getInteger("smallestGroup")),
                stored.getList("units", String.class),
                participation(stored.getList("participation", Document.class)));
    }

    static List<Document> participation(Participation participation) {
        return participation.units().stream()
                .map(unit -> new Document("unit", unit.unit())
                        .append("invited", unit.invited())
                        .append("started", unit.started())
                        .append("finished", unit.finished()))
                .toList();
    }

    private static Participation participation(List<Document> stored) {
        return Participation.of(stored.stream()
                .map(unit -> new Participation.OfUnit(
                        unit.getString("unit"),
                        unit.getLong("invited"),
                        unit.getLong("started"),
                        unit.getLong("finished")))
                .toList());
    }

    private static Document instrument(Instrument instrument) {
        return new Document("plugin", instrument.plugin())
                .append("pluginVersion", instrument.pluginVersion())
                .append("id", instrument.id())
                .append("version", instrument.version())
                .append("name", SnapshotDocument.text(instrument.name()))
                .append("purpose", SnapshotDocument.text(instrument.purpose()))
                .append("minutes", instrument.minutes());
    }

    private static Instrument instrument(Document stored) {
        return new Instrument(
                stored.getString("plugin"),
                stored.getString("pluginVersion"),
                stored.getString("id"),
                stored.getString("version"),
                SnapshotDocument.text(stored, "name"),
                SnapshotDocument.text(stored, "purpose"),
                stored.getInteger("minutes"));
    }
}
