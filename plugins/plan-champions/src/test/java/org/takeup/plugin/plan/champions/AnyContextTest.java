package org.takeup.plugin.plan.champions;

import org.takeup.plugin.plan.drafting.AnyContext;

class AnyContextTest extends AnyContext {
    AnyContextTest() {
        super(new ChampionsPlan());
    }
}
