package org.takeup.plugin.plan.champions;

import org.takeup.plugin.testkit.PlanBuilderContract;

class ChampionsPlanContractIT extends PlanBuilderContract {}
