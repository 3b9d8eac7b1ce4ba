package org.takeup.plugin.plan.launch;

import org.takeup.plugin.plan.drafting.AnyContext;

class AnyContextTest extends AnyContext {
    AnyContextTest() {
        super(new LaunchPlan());
    }
}
