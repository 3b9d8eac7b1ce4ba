package org.takeup.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A group of organisations that figures are released for. Cut one way at a time, never crossed: an organisation is in
 * exactly one cell of each dimension.
 *
 * @param value the name of the sector, the size or the region; empty for all
 */
public record Cell(Dimension dimension, String value) implements Comparable<Cell> {
    static final Cell ALL = new Cell(Dimension.ALL, "");

    private static final Comparator<Cell> ORDER =
            Comparator.comparing(Cell::dimension).thenComparing(Cell::value);

    /** How organisations are grouped. */
    public enum Dimension {
        ALL,
        SECTOR,
        SIZE,
        REGION
    }

    @Override
    public int compareTo(Cell other) {
        return ORDER.compare(this, other);
    }

    /** In plain words. */
    public String words() {
        return switch (dimension) {
            case ALL -> "All organisations";
            case SECTOR -> Profile.Sector.valueOf(value).words();
            case SIZE -> Profile.Size.valueOf(value).words();
            case REGION -> Profile.Region.valueOf(value).words();
        };
    }

    /** As one word, for keeping. */
    String key() {
        return dimension + ":" + value;
    }

    static Cell of(String key) {
        int colon = key.indexOf(':');
        return new Cell(Dimension.valueOf(key.substring(0, colon)), key.substring(colon + 1));
    }

    /** Every cell that there can be. */
    static List<Cell> every() {
        return Stream.of(
                        Stream.of(ALL),
                        Stream.of(Profile.Sector.values()).map(each -> new Cell(Dimension.SECTOR, each.name())),
                        Stream.of(Profile.Size.values()).map(each -> new Cell(Dimension.SIZE, each.name())),
                        Stream.of(Profile.Region.values()).map(each -> new Cell(Dimension.REGION, each.name())))
                .flatMap(each -> each)
                .toList();
    }
}
