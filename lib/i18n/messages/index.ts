import approvals from "./en/approvals.json";
import cashIn from "./en/cash-in.json";
import cashOut from "./en/cash-out.json";
import home from "./en/home.json";
import money from "./en/money.json";
import operationForm from "./en/operation-form.json";
import operations from "./en/operations.json";
import shell from "./en/shell.json";
import status from "./en/status.json";
import time from "./en/time.json";
import ui from "./en/ui.json";

/** Every text of the screens, by namespace; a namespace is a screen or a group of parts, one file each. */
export const messages = { approvals, cashIn, cashOut, home, money, operationForm, operations, shell, status, time, ui };
