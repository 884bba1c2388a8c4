declare module "*.css" {
  /** The build imports a stylesheet as text. */
  const styles: string;
  export default styles;
}
