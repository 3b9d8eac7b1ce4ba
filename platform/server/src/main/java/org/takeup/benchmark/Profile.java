package org.takeup.benchmark;

import java.util.Map;

/** What an organisation is compared by. */
public record Profile(Sector sector, Size size, Region region) {
    /** What it does. */
    public enum Sector {
        PUBLIC("Government and public services"),
        EDUCATION("Schools, universities and training"),
        HEALTH("Health and care"),
        FINANCE("Banks and insurance"),
        INDUSTRY("Manufacturing, building and energy"),
        TRADE("Shops, transport and hospitality"),
        TECHNOLOGY("Software, media and telecommunications"),
        SERVICES("Consulting and other services"),
        NON_PROFIT("Charities, churches and associations");

        private final String words;

        Sector(String words) {
            this.words = words;
        }

        /** In plain words. */
        public String words() {
            return words;
        }
    }

    /** How many people work there. */
    public enum Size {
        TINY("Up to 49 people"),
        SMALL("50 to 249 people"),
        MIDDLE("250 to 999 people"),
        LARGE("1,000 to 4,999 people"),
        HUGE("5,000 people and more");

        private final String words;

        Size(String words) {
            this.words = words;
        }

        /** In plain words. */
        public String words() {
            return words;
        }
    }

    /** Where most of its people work. */
    public enum Region {
        NORTHERN_EUROPE("Northern Europe, with Britain and Ireland"),
        WESTERN_EUROPE("Western Europe"),
        SOUTHERN_EUROPE("Southern Europe"),
        EASTERN_EUROPE("Eastern Europe"),
        NORTH_AMERICA("North America"),
        LATIN_AMERICA("Latin America and the Caribbean"),
        AFRICA("Africa"),
        ASIA("Asia and the Middle East"),
        OCEANIA("Australia and Oceania");

        private final String words;

        Region(String words) {
            this.words = words;
        }

        /** In plain words. */
        public String words() {
            return words;
        }
    }

    /** The cell that it is in, one for each way of cutting. */
    Map<Cell.Dimension, Cell> cells() {
        return Map.of(
                Cell.Dimension.ALL, Cell.ALL,
                Cell.Dimension.SECTOR, new Cell(Cell.Dimension.SECTOR, sector.name()),
                Cell.Dimension.SIZE, new Cell(Cell.Dimension.SIZE, size.name()),
                Cell.Dimension.REGION, new Cell(Cell.Dimension.REGION, region.name()));
    }
}
