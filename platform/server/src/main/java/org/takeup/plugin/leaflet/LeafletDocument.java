package org.takeup.plugin.leaflet;

import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.takeup.plugin.packaging.Manifest;

/** A leaflet as it is stored. */
final class LeafletDocument {
    private LeafletDocument() {}

    static Document write(Leaflet leaflet, String digest) {
        Manifest manifest = leaflet.manifest();
        var document = new Document("digest", digest)
                .append("plugin", manifest.plugin())
                .append("version", manifest.version())
                .append("provider", manifest.provider())
                .append("requires", manifest.requires())
                .append("license", manifest.license())
                .append("description", manifest.description())
                .append("extensions", manifest.extensions())
                .append("hosts", manifest.hosts())
                .append(
                        "notes",
                        leaflet.notes().stream().map(LeafletDocument::write).toList());
        leaflet.components()
                .ifPresent(all -> document.append(
                        "components", all.stream().map(LeafletDocument::write).toList()));
        return document;
    }

    private static Document write(Notes notes) {
        return new Document("version", notes.version())
                .append("date", notes.date())
                .append("lines", notes.lines());
    }

    private static Document write(Component component) {
        return new Document("name", component.name())
                .append("version", component.version())
                .append("license", component.license());
    }

    static Leaflet read(Document document) {
        var manifest = new Manifest(
                document.getString("plugin"),
                document.getString("version"),
                document.getString("provider"),
                document.getString("requires"),
                document.getString("license"),
                document.getString("description"),
                document.getList("extensions", String.class),
                document.getList("hosts", String.class));
        return new Leaflet(
                manifest,
                document.getList("notes", Document.class).stream()
                        .map(each -> new Notes(
                                each.getString("version"), each.getString("date"), each.getList("lines", String.class)))
                        .toList(),
                Optional.ofNullable(document.getList("components", Document.class))
                        .map(LeafletDocument::components));
    }

    private static List<Component> components(List<Document> stored) {
        return stored.stream()
                .map(each ->
                        new Component(each.getString("name"), each.getString("version"), each.getString("license")))
                .toList();
    }
}
