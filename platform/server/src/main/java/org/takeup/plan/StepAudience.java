package org.takeup.plan;

import java.util.ArrayList;
import java.util.List;
import org.takeup.tenant.Workspace;

/** Parts a step's audience: who is held out, and in whose inbox it is. In batches, however many they are. For one thread. */
final class StepAudience {
    private static final int BATCH = 500;

    private final Addressed addressed;
    private final Workspace workspace;
    private final Plan plan;
    private final PlanStep step;
    private final List<String> held = new ArrayList<>();
    private final List<String> found = new ArrayList<>();
    private int heldOut;
    private int put;

    StepAudience(Addressed addressed, Workspace workspace, Plan plan, PlanStep step) {
        this.addressed = addressed;
        this.workspace = workspace;
        this.plan = plan;
        this.step = step;
    }

    /** Whether this contact gets nothing of the plan. A mailbox is no person and always gets it. */
    static boolean holds(Plan plan, Contact contact) {
        return !contact.mailbox() && plan.holdOut().holds(contact.id());
    }

    /** Whether this contact is held out, which is noted. */
    boolean holdsOut(Contact contact) {
        if (!holds(plan, contact)) {
            return false;
        }
        held.add(contact.id());
        heldOut++;
        if (held.size() == BATCH) {
            tellHeld();
        }
        return true;
    }

    /** Notes in whose inbox it is. */
    void found(Contact contact) {
        found.add(contact.id());
        put++;
        if (found.size() == BATCH) {
            tellFound();
        }
    }

    /** Hands over what is left. */
    void flush() {
        tellHeld();
        tellFound();
    }

    private void tellHeld() {
        if (!held.isEmpty()) {
            addressed.heldOut(workspace, plan.id(), step.id(), List.copyOf(held));
            held.clear();
        }
    }

    private void tellFound() {
        if (!found.isEmpty()) {
            addressed.found(workspace, plan.id(), step.id(), List.copyOf(found));
            found.clear();
        }
    }

    int heldOut() {
        return heldOut;
    }

    int put() {
        return put;
    }
}
