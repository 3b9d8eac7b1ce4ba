package org.takeup.workspace;

import com.mongodb.client.model.Projections;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.bson.Document;
import org.bson.types.Binary;
import org.takeup.http.Problem;
import org.takeup.store.CollectionSpec;
import org.takeup.tenant.Workspace;
import org.takeup.workspace.picture.Picture;

/**
 * The logo of each workspace. What is drawn on every page is kept for {@value #KEPT_SECONDS} s, so another node shows a
 * new logo that much later. Thread-safe; blocks on the store.
 */
public final class Logos {
    /** For the list of all collections. */
    public static final List<CollectionSpec> COLLECTIONS = List.of(CollectionSpec.named("logo"));

    private static final CollectionSpec LOGO = COLLECTIONS.getFirst();
    private static final String ID = "logo";
    private static final String BYTES = "bytes";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{32}");
    private static final int KEPT_SECONDS = 5;

    private final StorageLimit limit;
    private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

    /** Refuses what a workspace may not store any more. */
    public interface StorageLimit {
        /** @throws Problem if so many bytes are too many */
        void refuseBeyond(Workspace workspace, long bytes);
    }

    private record Known(Optional<Logo> logo, Instant until) {}

    public Logos(StorageLimit limit) {
        this.limit = limit;
    }

    /**
     * A logo without its picture.
     *
     * @param hash of its picture, so that an address with it can be kept for good
     * @param bytes of its picture
     */
    public record Logo(String hash, Picture.Type type, int width, int height, int bytes) {
        /** Where the picture is, within the workspace. */
        public String path() {
            return "/logo/" + hash;
        }
    }

    /** The workspace's logo, if it has one. */
    public Optional<Logo> of(Workspace workspace) {
        Instant now = workspace.clock().instant();
        String tenant = workspace.tenant().id();
        Known last = known.get(tenant);
        if (last == null || !last.until().isAfter(now)) {
            last = keep(workspace, find(workspace));
        }
        return last.logo();
    }

    private Known keep(Workspace workspace, Optional<Logo> logo) {
        var fresh = new Known(logo, workspace.clock().instant().plus(Duration.ofSeconds(KEPT_SECONDS)));
        known.put(workspace.tenant().id(), fresh);
        return fresh;
    }

    private static Optional<Logo> find(Workspace workspace) {
        return Optional.ofNullable(workspace
                        .collection(LOGO)
                        .findAll(List.of(ID))
                        .projection(Projections.exclude(BYTES))
                        .first())
                .flatMap(Logos::logo);
    }

    /** What an archive brought from elsewhere may be anything: then there is none, and pages are shown all the same. */
    private static Optional<Logo> logo(Document stored) {
        Optional<Picture.Type> type = Arrays.stream(Picture.Type.values())
                .filter(each -> each.name().equals(stored.get("type")))
                .findFirst();
        boolean whole = stored.get("hash") instanceof String hash
                && HASH.matcher(hash).matches()
                && stored.get("width") instanceof Integer
                && stored.get("height") instanceof Integer
                && stored.get("size") instanceof Integer;
        return type.filter(ignored -> whole)
                .map(known -> new Logo(
                        stored.getString("hash"),
                        known,
                        stored.getInteger("width"),
                        stored.getInteger("height"),
                        stored.getInteger("size")));
    }

    /** The picture of the logo with this hash. Empty if the workspace has another one now, or none. */
    Optional<byte[]> picture(Workspace workspace, String hash) {
        return workspace
                .collection(LOGO)
                .find(ID)
                .filter(stored -> hash.equals(stored.get("hash")) && stored.get(BYTES) instanceof Binary)
                .map(stored -> stored.get(BYTES, Binary.class).getData());
    }

    /**
     * Takes a file for the workspace's logo, in place of the one before.
     *
     * @throws Problem if it is no picture that we take, or the workspace may store no more
     */
    public Logo put(Workspace workspace, Path file, long size) {
        if (size > Picture.MOST_BYTES) {
            throw Problem.invalid(
                    "file", "The picture is too large; give one of at most " + Picture.MOST_BYTES / 1024 + " kB.");
        }
        Picture picture = read(file);
        limit.refuseBeyond(workspace, picture.bytes().length);
        var logo = new Logo(
                hash(picture.bytes()), picture.type(), picture.width(), picture.height(), picture.bytes().length);
        workspace
                .collection(LOGO)
                .put(
                        ID,
                        new Document("hash", logo.hash())
                                .append("type", logo.type().name())
                                .append("width", logo.width())
                                .append("height", logo.height())
                                .append("size", logo.bytes())
                                .append(BYTES, new Binary(picture.bytes())));
        keep(workspace, Optional.of(logo));
        return logo;
    }

    private static Picture read(Path file) {
        try {
            return Picture.read(Files.readAllBytes(file));
        } catch (Picture.Refused e) {
            throw Problem.invalid("file", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the logo away. @return the one there was */
    public Optional<Logo> remove(Workspace workspace) {
        Optional<Logo> before = find(workspace);
        workspace.collection(LOGO).delete(ID);
        keep(workspace, Optional.empty());
        return before;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
