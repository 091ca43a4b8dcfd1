import { createContext, useContext } from 'solid-js'

/** What a form tells its fields, and they tell it; a field works as well without a form around it. */
export interface FormContext {
  /** The error of the field with this name, if the last submit found one. */
  errorOf: (name: string | undefined) => string | undefined
  /** Lets the summary link to the control; returns what takes the control off the list. */
  register: (name: string, controlId: string, field: { label: string }) => () => void
}

export const FormContext = createContext<FormContext>()

export const useForm = () => useContext(FormContext)
