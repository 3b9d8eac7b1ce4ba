package org.takeup.tenant;

/** What a person may do in a workspace. Everybody who signs in is at least a learner. */
public enum Role {
    /** Answers surveys, sees their own things. */
    LEARNER,
    /** Sees their own team's aggregates and what they are asked to say. */
    MANAGER,
    /** Runs surveys, maps stakeholders, builds and approves plans. */
    PLANNER,
    /** A planner who also sets up the workspace: plugins, learning data, settings. */
    ADMIN
}
