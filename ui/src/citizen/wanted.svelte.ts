// A form of a booking that another screen asks for: the citizen's page opens it, once.

interface Wanted {
  kind: "change_booking" | "cancel_booking";
  booking: string;
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
