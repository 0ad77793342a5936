// A form of a booking that another screen asks for: the citizen's page opens it, once.

interface Wanted {
  kind: "change_booking" | "cancel_booking" | "held_conversation";
  booking: string;
  /** Where a conversation was moved to: what is written in the form. */
  to?: MovedTo;
}

export interface MovedTo {
  /** `ÅÅÅÅ-MM-DD`. */
  day: string;
  /** `10.05`. */
  time: string;
}

let form = $state.raw<Wanted | null>(null);

export const wanted = {
  get form(): Wanted | null {
    return form;
  },
  set form(asked: Wanted | null) {
    form = asked;
  },
};
