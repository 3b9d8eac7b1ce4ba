package org.takeup.plugin.plan.launch;

import org.takeup.plugin.testkit.PlanBuilderContract;

class LaunchPlanContractIT extends PlanBuilderContract {}
