package org.takeup.plan;

import java.util.Locale;
import org.takeup.plugin.api.plan.Audience;
import org.takeup.plugin.api.plan.Messenger;
import org.takeup.plugin.api.plan.PlanDraft;

/** What pages call the constants of the plugin API. */
public final class Words {
    private Words() {}

    public static String of(Audience.Kind kind) {
        return switch (kind) {
            case SPONSOR -> "Sponsor";
            case LINE_MANAGERS -> "Line managers";
            case LEARNERS -> "Learners";
            case TRAINERS -> "Trainers";
            case RESPECTED_INDIVIDUAL -> "Respected individual";
            case HIGH_PERFORMER -> "High performer";
            case COMMUNICATOR -> "Communicator";
            case OTHER -> "Other";
        };
    }

    public static String of(Audience.Attitude attitude) {
        return sentence(attitude.name());
    }

    public static String of(Messenger messenger) {
        return switch (messenger) {
            case LINE_MANAGER -> "Line manager";
            case PEER -> "Peer";
            case CHAMPION -> "Champion";
            case SPONSOR -> "Sponsor";
            case TRAINER -> "Trainer";
            case INTERNAL_COMMUNICATIONS -> "Internal communications";
            case LEARNING_TEAM -> "Learning team";
        };
    }

    public static String of(PlanDraft.Channel channel) {
        return switch (channel) {
            case EMAIL -> "E-mail";
            case HAND_OVER -> "Hand over to say";
            case CHAT -> "Chat";
            case IN_APP -> "In Takeup";
            case CALENDAR -> "Calendar invitation";
        };
    }

    public static String of(PlanDraft.Purpose purpose) {
        return sentence(purpose.name());
    }

    public static String of(PlanDraft.Phase phase) {
        return sentence(phase.name());
    }

    public static String of(PlanDraft.Metric metric) {
        return sentence(metric.name());
    }

    private static String sentence(String constant) {
        return constant.charAt(0)
                + constant.substring(1).toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
