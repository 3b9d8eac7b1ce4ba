package org.takeup.survey;

import java.time.ZoneId;
import java.util.List;
import org.takeup.http.Problem;

/**
 * How a wave's people are asked.
 *
 * @param zone in which its times are meant and said
 * @param sparing whether people are left out who were invited to any survey in the last {@value Asked#DAYS} days
 * @param invites whether everybody is invited by mail as soon as it opens, if it opens later
 * @param reminders after how many working days whoever has not answered is reminded, in order; at most
 *     {@value #MOST_REMINDERS}
 * @param quota after how many answers nobody begins any more
 * @param messenger in whose name the mails are
 * @param pilot whether it is a trial run with any number of people, whose answers are counted nowhere
 */
public record Fieldwork(
        ZoneId zone,
        boolean sparing,
        boolean invites,
        List<Integer> reminders,
        Quota quota,
        Messenger messenger,
        boolean pilot) {
    static final int MOST_REMINDERS = 2;
    static final int LONGEST = 60;
    /** The largest quota. */
    static final int MOST_ANSWERS = 10_000_000;

    /**
     * After how many finished answers nobody begins any more; 0 for no limit.
     *
     * @param answers of the whole wave
     * @param ofUnit of each unit that is large enough to be named
     */
    public record Quota(int answers, int ofUnit) {
        public static final Quota NONE = new Quota(0, 0);

        /** @throws Problem 422 if a number does not fit */
        public Quota {
            if (answers < 0 || ofUnit < 0 || answers > MOST_ANSWERS || ofUnit > MOST_ANSWERS) {
                throw Problem.invalid("quota", "Give a number of answers, 1 or more, or none for no limit.");
            }
        }

        boolean isFull(long finished) {
            return answers > 0 && finished >= answers;
        }

        boolean isUnitFull(long finished) {
            return ofUnit > 0 && finished >= ofUnit;
        }
    }

    /** Who speaks in the mails. */
    public enum Messenger {
        /** The organisation. */
        ORGANISATION,
        /** The person's line manager where the directory names one who is active, else the organisation. */
        MANAGER
    }

    /** @throws Problem 422 if the reminders do not fit */
    public Fieldwork {
        reminders = List.copyOf(reminders);
        if (reminders.size() > MOST_REMINDERS) {
            throw Problem.invalid("reminders", "Plan at most two reminders.");
        }
        int before = 0;
        for (int days : reminders) {
            if (days <= before || days > LONGEST) {
                throw Problem.invalid(
                        "reminders",
                        "Remind after 1 to " + LONGEST + " working days, the second time later than the first.");
            }
            before = days;
        }
    }

    /** As waves are that say nothing of it: in this zone, nobody left out, invited by itself or reminded, no quota, no pilot. */
    public static Fieldwork plain(ZoneId zone) {
        return new Fieldwork(zone, false, false, List.of(), Quota.NONE, Messenger.ORGANISATION, false);
    }

    /** This with people left out who were asked lately, or not. */
    public Fieldwork sparing(boolean other) {
        return new Fieldwork(zone, other, invites, reminders, quota, messenger, pilot);
    }

    /** This with everybody invited when it opens, or not. */
    public Fieldwork inviting(boolean other) {
        return new Fieldwork(zone, sparing, other, reminders, quota, messenger, pilot);
    }

    /** This with reminders after so many working days. */
    public Fieldwork reminding(List<Integer> days) {
        return new Fieldwork(zone, sparing, invites, days, quota, messenger, pilot);
    }

    /** This with another quota. */
    public Fieldwork with(Quota other) {
        return new Fieldwork(zone, sparing, invites, reminders, other, messenger, pilot);
    }

    /** This with mails in the name of somebody else. */
    public Fieldwork from(Messenger other) {
        return new Fieldwork(zone, sparing, invites, reminders, quota, other, pilot);
    }

    /** This as a pilot, or for real. */
    public Fieldwork piloting(boolean other) {
        return new Fieldwork(zone, sparing, invites, reminders, quota, messenger, other);
    }
}
